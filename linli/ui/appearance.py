"""How the person wants to see pages: language, theme, contrast, elder mode. Kept in cookies, one year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language

YEAR: Final = 365 * 86400
# the first of each is what holds until somebody chooses
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "theme": ("auto", "light", "dark"),
    "contrast": ("auto", "more"),
    "mode": ("standard", "elder"),  # 标准版, 长辈版
    "text": ("1", "2", "3"),  # of elder mode: 20, 24, 30 px
}
_WISH: Final = "linli_wish"  # the session's note of what a stranger chose
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
    mode: str = "standard"
    text: str = "1"

    @property
    def is_elder(self) -> bool:
        return self.mode == "elder"

    @property
    def palettes(self) -> Sequence[Palette]:
        dark = {"auto": [_DARK], "dark": [], "light": None}[self.theme]
        more = {"auto": [_MORE], "more": []}[self.contrast]
        sheets = [("dark", dark), ("contrast", more), ("contrast-dark", None if dark is None else [*dark, *more])]
        if self.is_elder:
            sheets.append(("elder", []))
        return [
            Palette(f"ui/styles/tokens/{name}.css", " and ".join(when) or "all")
            for name, when in sheets
            if when is not None
        ]


def look_of(request: HttpRequest) -> Look:
    """Read the look from the cookies; an unknown value counts as never chosen."""
    return _look({name: request.COOKIES.get(f"linli_{name}", "") for name in CHOICES})


def chosen(request: HttpRequest) -> Look:
    """Give the look as it will be after the choice that a form carries."""
    now = {name: getattr(look_of(request), name) for name in CHOICES}
    return _look(now | {name: value for name in CHOICES if (value := request.POST.get(name, "")) in CHOICES[name]})


def wish_of_a_stranger(request: HttpRequest) -> Look | None:
    """Give what somebody chose in this session before signing in; None when they chose nothing."""
    wish = request.session.get(_WISH)
    return None if wish is None else _look(wish)


def _look(values: dict[str, str]) -> Look:
    return Look(
        **{name: value if (value := values.get(name)) in known else known[0] for name, known in CHOICES.items()}
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice of language or look, and go back to where the person was."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    keep_posted(request, response)
    if "mode" in request.POST and hasattr(request, "session"):
        look = chosen(request)
        request.session[_WISH] = {"mode": look.mode, "text": look.text}
    return response


choose.linli_permission = "public"  # type: ignore[attr-defined]  # the sign-in page has the switch too
choose.linli_methods = ("POST",)  # type: ignore[attr-defined]


def keep_posted(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what of a look the form of ``ui/looks.html`` carries."""
    for name, values in CHOICES.items():
        if request.POST.get(name) in values:
            _keep(response, f"linli_{name}", request.POST[name])


def keep(response: HttpResponse, *, mode: str, text: int) -> None:
    """Keep elder mode, or the standard, as somebody chose it before."""
    _keep(response, "linli_mode", mode)
    _keep(response, "linli_text", str(text))


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
