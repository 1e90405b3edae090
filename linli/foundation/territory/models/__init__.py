"""The tables of the territory. They hold no people, so no scope stands before them."""

from linli.foundation.territory.models.area import Area
from linli.foundation.territory.models.change import AreaChange
from linli.foundation.territory.models.kinds import AreaKind, ChangeKind, OverlayKind
from linli.foundation.territory.models.name import AreaName
from linli.foundation.territory.models.overlay import Overlay, OverlayMember, OverlayZone

__all__ = [
    "Area",
    "AreaChange",
    "AreaKind",
    "AreaName",
    "ChangeKind",
    "Overlay",
    "OverlayKind",
    "OverlayMember",
    "OverlayZone",
]
