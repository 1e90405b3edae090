"""The details of audit rows in words: names of what was written down, and those values that are words of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.foundation.scope import Role

_NAMES: Final[dict[str, object]] = {
    "account": gettext_lazy("account"),
    "after": gettext_lazy("after"),
    "before": gettext_lazy("before"),
    "bytes": gettext_lazy("bytes"),
    "by": gettext_lazy("by"),
    "changed": gettext_lazy("changed"),
    "code": pgettext_lazy("audit", "code"),
    "created": gettext_lazy("made"),
    "ends_on": gettext_lazy("until, not including"),
    "field": gettext_lazy("field"),
    "fields": gettext_lazy("fields"),
    "files": gettext_lazy("files"),
    "format": gettext_lazy("format"),
    "found": gettext_lazy("found"),
    "from": pgettext_lazy("audit", "from"),
    "home": gettext_lazy("home"),
    "households": gettext_lazy("households"),
    "into": gettext_lazy("into"),
    "is_home": gettext_lazy("is a home"),
    "joined": gettext_lazy("joined"),
    "kept": gettext_lazy("left as they were"),
    "kind": gettext_lazy("kind"),
    "known_at": gettext_lazy("as known at"),
    "left": gettext_lazy("waiting"),
    "lines": gettext_lazy("lines"),
    "name": gettext_lazy("name"),
    "new": pgettext_lazy("audit", "new"),
    "on": gettext_lazy("on the day"),
    "organisations": gettext_lazy("organisations"),
    "people": gettext_lazy("people"),
    "person": gettext_lazy("person"),
    "post": pgettext_lazy("account", "post"),
    "premises": gettext_lazy("homes and steps of addresses"),
    "proposed": gettext_lazy("proposed"),
    "reason": gettext_lazy("reason"),
    "removed": gettext_lazy("removed"),
    "restored": gettext_lazy("put back"),
    "role": gettext_lazy("role"),
    "rows": gettext_lazy("rows"),
    "sha256": gettext_lazy("fingerprint"),
    "source": gettext_lazy("source"),
    "starts_on": gettext_lazy("from the day"),
    "state": gettext_lazy("state"),
    "task": gettext_lazy("task"),
    "tenures": gettext_lazy("bonds to homes"),
    "to": pgettext_lazy("audit", "to"),
    "unit_kind": gettext_lazy("kind"),
    "username": gettext_lazy("user name"),
    "verdict": gettext_lazy("decision"),
    "version": gettext_lazy("version"),
}
_FIELDS: Final[dict[str, object]] = {
    "address": gettext_lazy("address"),
    "birth_date": gettext_lazy("date of birth"),
    "citizen_id": gettext_lazy("citizen id"),
    "credit_code": gettext_lazy("credit code"),
    "display_name": gettext_lazy("name"),
    "email": gettext_lazy("e-mail"),
    "home_id": gettext_lazy("home"),
    "household": gettext_lazy("household"),
    "kind": gettext_lazy("kind"),
    "name": gettext_lazy("name"),
    "relation": gettext_lazy("relation"),
    "sex": gettext_lazy("sex"),
    "standing": gettext_lazy("standing"),
    "telephone": gettext_lazy("telephone"),
}
_VALUES: Final[dict[str, dict[str, object]]] = {
    "field": _FIELDS,
    "fields": _FIELDS,
    "by": _FIELDS,
    "role": {role.value: role.label for role in Role},
    "kind": {
        "registered": gettext_lazy("registered"),
        "living": gettext_lazy("living"),
        "owning": gettext_lazy("owning"),
        "renting": gettext_lazy("renting"),
    },
    "unit_kind": {"estate": gettext_lazy("estate"), "building_group": gettext_lazy("building group")},
    "source": {
        "committee": pgettext_lazy("source", "committee"),
        "import": pgettext_lazy("registry", "import"),
        "police": gettext_lazy("police baseline"),
        "self": gettext_lazy("the person"),
        "demo": gettext_lazy("synthetic"),
    },
    "verdict": {
        "here": gettext_lazy("what stood there holds"),
        "incoming": gettext_lazy("what came along holds"),
        "different": gettext_lazy("two different ones"),
    },
}
_REASONS: Final[dict[str, object]] = {
    "bytes that no row points at": gettext_lazy("bytes that no row points at"),
    "console": gettext_lazy("at the terminal"),
    "nightly clearing": gettext_lazy("nightly clearing"),
    "the days of a file are over": gettext_lazy("the days of a file are over"),
    "the post that asked for an export has ended": gettext_lazy("the post that asked for an export has ended"),
    "the post that asked for an import has ended": gettext_lazy("the post that asked for an import has ended"),
}


def detail_words(detail: Mapping[str, Any]) -> str:
    """Put what an audit row holds besides who and what into words; a name that is none of ours stays."""
    return " · ".join(f"{_NAMES.get(name, name)}: {_value(name, value)}" for name, value in detail.items())


def reason_words(because: str) -> str:
    """Give why the system acted, in the reader's language where the sentence is ours."""
    return str(_REASONS.get(because, because))


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(name, one) for one in value)
    if value is None:
        return "–"
    return str(_VALUES.get(name, {}).get(str(value), value))
