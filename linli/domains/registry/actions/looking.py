"""Looking at one person: never without a purpose, never without a trace."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks
from linli.domains.registry.queries.history import Known, known_of
from linli.domains.registry.queries.person import SEALED, PersonCard, person_card, person_of
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, NotFound


@action(Permission.OPEN_PERSON)
def look_at_person(actor: Actor, person_id: int, *, purpose: str) -> PersonCard:
    """Open a person's card for a purpose; the person will see who did and why."""
    person = person_of(actor, person_id)
    _record(actor, "registry:person:open", person_id, person.area_code, purpose)
    return person_card(actor, person)


@action(Permission.OPEN_PERSON)
def look_at_history(actor: Actor, person_id: int, *, purpose: str, known_at: datetime | None = None) -> list[Known]:
    """Open what was known of a person and when, the newest first."""
    person = person_of(actor, person_id)
    detail = {} if known_at is None else {"known_at": known_at.isoformat()}
    _record(actor, "registry:person:history", person_id, person.area_code, purpose, **detail)
    return known_of(actor, person)


@action(Permission.REVEAL)
def reveal(actor: Actor, person_id: int, field: str, *, purpose: str) -> str:
    """Show one sealed value of a person whole."""
    sealed = SEALED.get(field)
    if sealed is None:
        raise NotFound(_("There is no such masked value."), code="registry.reveal")
    person = person_of(actor, person_id)
    _record(actor, "registry:person:reveal", person_id, person.area_code, purpose, field=field)
    return sealed.open(getattr(person, field))


def _record(actor: Actor, deed: str, person_id: int, area_code: int, purpose: str, **detail: str) -> None:
    if not purpose.strip():
        raise Invalid(
            _("Say for what purpose you look. The person can read it."),
            code="registry.purpose",
            fields={"purpose": [_("Say for what purpose you look. The person can read it.")]},
        )
    checks.checked_purpose(purpose)
    audit.record(
        actor,
        deed,
        kind="person",
        object_id=person_id,
        subject_id=person_id,
        area_code=area_code,
        purpose=purpose,
        detail=detail,
    )
