"""The door of the territory: what other modules may call."""

from linli.foundation.territory.actions.changes import Part, merge_areas, move_area, rename_area, split_area
from linli.foundation.territory.actions.units import add_unit
from linli.foundation.territory.bulk_units import UnitDraft, forget_units, load_units
from linli.foundation.territory.events import AreaChanged
from linli.foundation.territory.history import Resolved, resolve, successors
from linli.foundation.territory.loading.city_file import SHANGHAI_2023
from linli.foundation.territory.loading.load import load_city, load_national
from linli.foundation.territory.loading.store import LoadReport
from linli.foundation.territory.models import Area, AreaChange, AreaKind, ChangeKind, OverlayKind
from linli.foundation.territory.naming import initials, short_name
from linli.foundation.territory.overlays import ZoneDraft, draw_overlay
from linli.foundation.territory.queries import (
    area,
    areas_at,
    changes_of,
    children,
    cities,
    committees_in,
    members_of,
    path,
    search,
    units_of,
    zones_of,
)
from linli.foundation.territory.succession import (
    Succession,
    left_committees,
    origins,
    origins_within,
    succession,
)
from linli.foundation.territory.units import estate_range

__all__ = [
    "SHANGHAI_2023",
    "Area",
    "AreaChange",
    "AreaChanged",
    "AreaKind",
    "ChangeKind",
    "LoadReport",
    "OverlayKind",
    "Part",
    "Resolved",
    "Succession",
    "UnitDraft",
    "ZoneDraft",
    "add_unit",
    "area",
    "areas_at",
    "changes_of",
    "children",
    "cities",
    "committees_in",
    "draw_overlay",
    "estate_range",
    "forget_units",
    "initials",
    "left_committees",
    "load_city",
    "load_national",
    "load_units",
    "members_of",
    "merge_areas",
    "move_area",
    "origins",
    "origins_within",
    "path",
    "rename_area",
    "resolve",
    "search",
    "short_name",
    "split_area",
    "succession",
    "successors",
    "units_of",
    "zones_of",
]
