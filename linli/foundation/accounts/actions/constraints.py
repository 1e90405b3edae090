"""What the database refuses, said in the words of the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.toolbox.errors import Conflict

_REFUSALS: Final[Mapping[str, tuple[str, object]]] = {
    "accounts_account_username_key": (
        "accounts.username_taken",
        _("This user name is already in use. Choose another one."),
    ),
    "accounts_no_post_twice": (
        "accounts.post_twice",
        _("The account already has this post in these days. End it first, or choose later days."),
    ),
    "accounts_administrators_apart": (
        "accounts.administrators_apart",
        _(
            "System, security and audit administration are never in one hand. "
            "End the other administrator post of this account first, or choose another person."
        ),
    ),
    "accounts_nobody_grants_themselves": (
        "accounts.own_post",
        _("Nobody may grant a post to themselves. Ask another security administrator."),
    ),
    "accounts_one_a_person": (
        "accounts.person_has_account",
        _("This person already signs in with another account."),
    ),
}


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a known constraint into a Conflict. Two people at once meet here: the second is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        known = _REFUSALS.get(_constraint(error))
        if known is None:
            raise
        code, sentence = known
        raise Conflict(sentence, code=code) from error


def _constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
