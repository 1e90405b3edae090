"""The words for what an area, a change and an overlay can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from linli.toolbox.levels import Level

LEVEL_NAMES = [
    (Level.CITY.value, _("City")),
    (Level.DISTRICT.value, _("District")),
    (Level.STREET.value, _("Street or town")),
    (Level.COMMITTEE.value, _("Committee")),
    (Level.UNIT.value, _("Unit")),
]


class AreaKind(TextChoices):
    """What sort of area it is; the national table tells some of these apart only by name."""

    MUNICIPALITY = "municipality", _("Municipality")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    COUNTY = "county", _("County")
    COUNTY_LEVEL_CITY = "county_level_city", _("County-level city")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    TOWN = "town", _("Town")
    TOWNSHIP = "township", _("Township")
    SPECIAL_ZONE = "special_zone", _("Development zone or farm")
    NEIGHBOURHOOD_COMMITTEE = "neighbourhood_committee", _("Neighbourhood committee")
    VILLAGE_COMMITTEE = "village_committee", _("Village committee")
    STATISTICAL_COMMUNITY = "statistical_community", _("Community for statistics only")
    ESTATE = "estate", _("Housing estate")
    BUILDING_GROUP = "building_group", _("Building group")

    @property
    def level(self) -> Level:
        return _LEVEL_OF[self]


_LEVEL_OF = {
    AreaKind.MUNICIPALITY: Level.CITY,
    AreaKind.CITY: Level.CITY,
    AreaKind.DISTRICT: Level.DISTRICT,
    AreaKind.COUNTY: Level.DISTRICT,
    AreaKind.COUNTY_LEVEL_CITY: Level.DISTRICT,
    AreaKind.SUBDISTRICT: Level.STREET,
    AreaKind.TOWN: Level.STREET,
    AreaKind.TOWNSHIP: Level.STREET,
    AreaKind.SPECIAL_ZONE: Level.STREET,
    AreaKind.NEIGHBOURHOOD_COMMITTEE: Level.COMMITTEE,
    AreaKind.VILLAGE_COMMITTEE: Level.COMMITTEE,
    AreaKind.STATISTICAL_COMMUNITY: Level.COMMITTEE,
    AreaKind.ESTATE: Level.UNIT,
    AreaKind.BUILDING_GROUP: Level.UNIT,
}


class ChangeKind(TextChoices):
    """How an area came to be another."""

    SPLIT = "split", _("Split")
    MERGE = "merge", _("Merge")
    RENAME = "rename", _("New name")
    MOVE = "move", _("Moved to another parent")


class OverlayKind(TextChoices):
    """For what purpose somebody drew other lines over the territory."""

    OPERATION_GRID = "operation_grid", _("City operation grids")
    POLICE = "police", _("Police areas")
    PROPERTY = "property", _("Property management areas")
    OTHER = "other", _("Other")
