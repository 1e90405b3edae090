"""Connecting a person with the account they sign in with, and parting the two again.

The person stands there with a document and shows a code on their own page; so the staff never look for accounts.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks
from linli.domains.registry.events import AccountConnected, AccountDisconnected
from linli.domains.registry.models import Person
from linli.domains.registry.models.person import Standing
from linli.domains.registry.rules.documents import Document
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict
from linli.toolbox.texts import fold


@action(Permission.CONNECT)
def connect_account(actor: Actor, person_id: int, *, code: str, seen: Document, at: accounts.Door) -> accounts.Attempt:
    """Connect a person's entry with the account that shows this code; the document was seen by the actor.

    Wrong digits and waits are answers, not errors: they are counted and recorded, and an error would undo that.
    """
    # locked: whoever takes an import back decides about this entry before us or after us
    person = Person.objects.within(actor.scope).lock(person_id)
    if person.standing == Standing.DEAD:
        raise Conflict(
            _("The ledger says that this person has died. Correct the entry first if that is a mistake."),
            code="registry.connect.died",
        )
    attempt = accounts.connect_by_code(actor, person.pk, fold(code), at)
    if attempt.connection is None:
        # the person is not the subject of somebody's slip of the finger
        deed = "registry:account:wait" if attempt.wait else "registry:account:refuse"
        audit.record(actor, deed, kind="person", object_id=person.pk, area_code=person.area_code)
        return attempt
    if attempt.is_repeat:
        audit.record(actor, "registry:receipt:repeat", kind="connect_account", object_id=person.pk)
        return attempt
    account_id = attempt.connection.account_id
    _record(actor, "registry:account:connect", person, account_id, str(seen))
    now = timezone.now().isoformat()
    events.announce(AccountConnected(person.pk, account_id, person.area_code, str(seen), now))
    return attempt


@action(Permission.CONNECT)
def disconnect_account(actor: Actor, person_id: int, account_id: int, *, reason: str) -> bool:
    """Part a person's entry from an account; False when somebody has done so already."""
    person = Person.objects.within(actor.scope).lock(person_id)
    reason = checks.checked_reason(reason)
    if not accounts.disconnect(person.pk, account_id):
        audit.record(actor, "registry:receipt:repeat", kind="disconnect_account", object_id=person.pk)
        return False
    _record(actor, "registry:account:disconnect", person, account_id, reason)
    now = timezone.now().isoformat()
    events.announce(AccountDisconnected(person.pk, account_id, person.area_code, now))
    return True


def _record(actor: Actor, deed: str, person: Person, account_id: int, purpose: str) -> None:
    audit.record(
        actor,
        deed,
        kind="account",
        object_id=account_id,
        subject_id=person.pk,
        area_code=person.area_code,
        purpose=purpose,
    )
