"""The limits of an installation are read once at start: a slip in them is said before anybody reports anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - the framework's own name

from linli.domains.workorders.rules.limits import BadLimits, limits


@register()
def check_limits(**_kwargs: Any) -> list[CheckMessage]:
    """Find what is wrong with the installation's own file of limits."""
    own: str = settings.LINLI_WORKORDER_LIMITS
    if not own:
        return []
    try:
        limits(Path(own))
    except BadLimits as problem:
        return [
            Warning(
                f"The limits of work orders in {own} are not used: {problem}",
                hint="Until it is mended, Linli's own limits count. Mend the file that LINLI_WORKORDER_LIMITS names.",
                id="linli.W010",
            )
        ]
    return []
