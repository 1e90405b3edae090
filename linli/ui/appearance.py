"""How the person wants to see pages: language, theme, contrast. Kept in cookies, one year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language

YEAR: Final = 365 * 86400
CHOICES: Final[dict[str, tuple[str, ...]]] = {"theme": ("auto", "light", "dark"), "contrast": ("auto", "more")}
_DARK, _MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"


@dataclass(frozen=True, slots=True)
class Palette:
    """A sheet that redefines the palette, and when it holds."""

    path: str
    media: str


@dataclass(frozen=True, slots=True)
class Look:
    """Theme and contrast of one request. The light palette is in app.css; others are laid over it."""

    theme: str = "auto"
    contrast: str = "auto"

    @property
    def palettes(self) -> Sequence[Palette]:
        dark = {"auto": [_DARK], "dark": [], "light": None}[self.theme]
        more = {"auto": [_MORE], "more": []}[self.contrast]
        sheets = [("dark", dark), ("contrast", more), ("contrast-dark", None if dark is None else [*dark, *more])]
        return [
            Palette(f"ui/styles/tokens/{name}.css", " and ".join(when) or "all")
            for name, when in sheets
            if when is not None
        ]


def look_of(request: HttpRequest) -> Look:
    """Read the look from the cookies; an unknown value counts as ``auto``."""
    chosen = {name: request.COOKIES.get(f"linli_{name}", "auto") for name in CHOICES}
    return Look(**{name: value if value in CHOICES[name] else "auto" for name, value in chosen.items()})


def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice of language, theme or contrast, and go back to where the person was."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    for name, values in CHOICES.items():
        if request.POST.get(name) in values:
            _keep(response, f"linli_{name}", request.POST[name])
    return response


choose.linli_permission = "public"  # type: ignore[attr-defined]  # the sign-in page has the switch too
choose.linli_methods = ("POST",)  # type: ignore[attr-defined]


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
