"""The door wall: Linli refuses to start when a view declares no permission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

# views of the framework that show nothing of ours
EXEMPT = ("django.views.static.serve", "django.contrib.staticfiles.views.serve")


def every_view(
    patterns: Sequence[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Walk the url tree: (route, pattern) of every view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_view(pattern.url_patterns, route)
        else:
            yield route, pattern


@register(Tags.security)
def check_every_view_has_a_door(**_kwargs: Any) -> list[CheckMessage]:
    """Find views that declare no permission."""
    return [
        Error(
            f"The view at /{route} declares no permission.",
            hint="Decorate it with @screen(permission), @screen(SIGNED_IN) or @screen(PUBLIC).",
            id="linli.E001",
        )
        for route, pattern in every_view()
        if not hasattr(pattern.callback, "linli_permission") and _name(pattern) not in EXEMPT
    ]


def _name(pattern: URLPattern) -> str:
    return f"{pattern.callback.__module__}.{getattr(pattern.callback, '__name__', '')}"
