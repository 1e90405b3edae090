"""The database wall: the two integers are told to PostgreSQL in each transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connections, transaction
from psycopg import sql

from linli.foundation.scope.span import Scope


@dataclass(frozen=True, slots=True)
class _Inside:
    scope: Scope = Scope.NOTHING
    person_id: int | None = None
    account_id: int | None = None


_NOWHERE = _Inside()
_inside: ContextVar[_Inside | None] = ContextVar("linli_wall", default=None)

# is_local=true: the values die with the transaction, so a pooled connection carries nothing over
_SET = (
    "SELECT set_config('linli.lo', %s, true), set_config('linli.hi', %s, true),"
    " set_config('linli.person', %s, true), set_config('linli.account', %s, true)"
)


@contextmanager
def wall(
    scope: Scope, *, person_id: int | None = None, account_id: int | None = None, using: str = "default"
) -> Iterator[None]:
    """Open a transaction in which PostgreSQL shows only this scope and the person's own rows.

    Walls nest; leaving the inner one restores the outer. Outside any wall a scoped table is empty.
    """
    outer = _inside.get()
    here = _Inside(scope, person_id, account_id)
    connection = connections[using]
    token = None
    try:
        with transaction.atomic(using=using):
            if here != outer:
                _tell(here, using)
            token = _inside.set(here)
            yield
    finally:
        if token is not None:
            _inside.reset(token)
        # still inside somebody's transaction: what they could see comes back (a rollback has done it already)
        if here != outer and connection.in_atomic_block and not connection.needs_rollback:
            _tell(outer or _NOWHERE, using)


def _tell(inside: _Inside, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            _SET,
            [
                str(inside.scope.lo),
                str(inside.scope.hi),
                "" if inside.person_id is None else str(inside.person_id),
                "" if inside.account_id is None else str(inside.account_id),
            ],
        )


APPLICATION_ROLE = "linli_app"


def grant_application_role(using: str = "owner", role: str = APPLICATION_ROLE) -> None:
    """Give the application's role what it needs on every table, and no more.

    Tables that a migration declared append-only (``ScopeWall(append_only=True)``) leave a comment
    ``linli:append-only`` behind; there the role may only read and add.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, coalesce(obj_description(c.oid, 'pg_class'), '') FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v')"
        )
        tables = cursor.fetchall()
        who = sql.Identifier(role)
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(who))
        cursor.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(who))
        cursor.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(who))
        for table, comment in tables:
            name = sql.Identifier(table)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, who))
            if table == "django_migrations":
                rights = "SELECT"
            elif "linli:append-only" in comment:
                rights = "SELECT, INSERT"
            else:
                rights = "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), name, who))
