"""What narrows a list: read from the address, never refused, shown as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.registry.models.organisation import OrganisationKind
from linli.domains.registry.models.person import Sex, Standing
from linli.domains.registry.queries.people import EVERYBODY, PeopleFilter
from linli.domains.registry.rules.ages import Band
from linli.domains.registry.rules.brought import Brought, Part
from linli.domains.registry.rules.gaps import Gap
from linli.foundation.scope import Scope
from linli.toolbox import areacodes
from linli.toolbox.errors import Invalid
from linli.toolbox.texts import fold
from linli.ui.widgets import SearchInput

SEXES: Final = {Sex.MALE: _("men"), Sex.FEMALE: _("women"), Sex.UNKNOWN: _("sex not known")}
BANDS: Final = {
    Band.INFANT: _("0 to 2 years"),
    Band.CHILD: _("3 to 17 years"),
    Band.ADULT: _("18 to 59 years"),
    Band.ELDER: _("60 years and over"),
    Band.AGED: _("80 years and over"),
}
STANDINGS: Final = {
    Standing.PRESENT.value: _("living here"),
    Standing.AWAY.value: _("registered here, living elsewhere"),
    Standing.MOVED.value: _("moved away"),
    Standing.DEAD.value: _("died"),
    EVERYBODY: _("everybody ever entered"),
}
GAPS: Final = {
    Gap.BIRTH_DATE: _("without a date of birth"),
    Gap.TELEPHONE: _("without a telephone"),
    Gap.HOME: _("without a home"),
}

PARTS: Final = {
    Part.ANY: _("people of import %(number)d"),
    Part.NEW: _("entered by import %(number)d"),
    Part.CHANGED: _("changed by import %(number)d"),
    Part.RESTORED: _("as before import %(number)d again"),
    Part.KEPT: _("kept when import %(number)d was taken back"),
}


class PeopleFilterForm(forms.Form):
    """The filters of the list of people."""

    q = forms.CharField(
        label=_("Name, initials, last four, or address"), required=False, widget=SearchInput(attrs={"maxlength": 80})
    )
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("living or registered here")), *STANDINGS.items()]
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("any sex")), *((str(sex.value), w) for sex, w in SEXES.items())]
    )
    age = forms.ChoiceField(
        label=_("Age"), required=False, choices=[("", _("any age")), *((band.value, w) for band, w in BANDS.items())]
    )
    gap = forms.ChoiceField(
        label=_("Missing"), required=False, choices=[("", _("nothing missing or not")), *GAPS.items()]
    )


def people_filter(asked: Mapping[str, str]) -> PeopleFilter:
    """Read the filters of an address; what makes no sense narrows nothing."""
    sex = asked.get("sex", "")
    band = asked.get("age", "")
    gap = asked.get("gap", "")
    standing = asked.get("standing", "")
    return PeopleFilter(
        words=fold(asked.get("q", ""))[:80],
        sex=Sex(int(sex)) if sex in {str(known.value) for known in Sex} else None,
        band=Band(band) if band in BANDS else None,
        standing=standing if standing in STANDINGS else "",
        gap=Gap(gap) if gap in GAPS else None,
        area=area_of(asked.get("area", "")),
        brought=Brought.read(asked.get("batch", "")),
    )


ALONE: Final = {
    Band.ELDER: _("an elder of 60 and over living alone"),
    Band.AGED: _("an elder of 80 and over living alone"),
}
_ALONE_FROM: Final = {"60": Band.ELDER, "80": Band.AGED}


class HouseholdsFilterForm(forms.Form):
    """The filter of the list of households."""

    alone = forms.ChoiceField(
        label=_("Who lives there"),
        required=False,
        choices=[("", _("anybody")), *((years, ALONE[band]) for years, band in _ALONE_FROM.items())],
    )


def alone_of(text: str) -> Band | None:
    """Read from what age on somebody lives alone; nonsense narrows nothing."""
    return _ALONE_FROM.get(text)


class HomesFilterForm(forms.Form):
    """The search of the list of homes."""

    q = forms.CharField(
        label=_("Address, or the end of one"), required=False, widget=SearchInput(attrs={"maxlength": 80})
    )


class OrganisationsFilterForm(forms.Form):
    """The filters of the list of organisations."""

    q = forms.CharField(
        label=_("Name, initials or credit code"), required=False, widget=SearchInput(attrs={"maxlength": 80})
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("organisation", "Kind"),
        required=False,
        choices=[("", _("any kind")), *OrganisationKind.choices],
    )


def kind_of(text: str) -> OrganisationKind | None:
    """Read a kind of organisation from an address; nonsense narrows nothing."""
    return OrganisationKind(text) if text in OrganisationKind.values else None


def area_of(text: str) -> Scope | None:
    """Read a smaller area from an address; nonsense narrows nothing."""
    if not (text.isascii() and text.isdecimal() and len(text) == areacodes.DIGITS):
        return None
    try:
        return Scope(*areacodes.range_of(int(text)))
    except Invalid:
        return None
