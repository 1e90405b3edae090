"""The migration operation that puts a table behind the database wall."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import RunSQL

Statement = str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | None]

# NULLIF: a setting that was once set in a session reads as '' afterwards, and '' is no number
_LO = "NULLIF(current_setting('linli.lo', true), '')::bigint"
_HI = "NULLIF(current_setting('linli.hi', true), '')::bigint"
_SETTINGS = {
    "person": "NULLIF(current_setting('linli.person', true), '')::bigint",
    "account": "NULLIF(current_setting('linli.account', true), '')::bigint",
}


class ScopeWall(RunSQL):
    """Row-level security by area range; a person's own rows stay readable to that person.

    ``person_column`` and ``account_column`` name the column that says whose row it is.
    """

    def __init__(
        self,
        table: str,
        *,
        person_column: str = "",
        account_column: str = "",
        append_only: bool = False,
    ) -> None:
        in_range = f"area_code >= {_LO} AND area_code < {_HI}"
        forward: list[Statement] = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY scope ON "{table}" USING ({in_range}) WITH CHECK ({in_range})',
        ]
        for whose, column in (("person", person_column), ("account", account_column)):
            if column:
                forward.append(
                    f'CREATE POLICY own_{whose} ON "{table}" FOR SELECT USING ({column} = {_SETTINGS[whose]})'
                )
        if append_only:
            forward.append(f"COMMENT ON TABLE \"{table}\" IS 'linli:append-only'")
        backward: list[Statement] = [
            f'DROP POLICY IF EXISTS own_account ON "{table}"',
            f'DROP POLICY IF EXISTS own_person ON "{table}"',
            f'DROP POLICY IF EXISTS scope ON "{table}"',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ]
        super().__init__(sql=forward, reverse_sql=backward)
        self.table = table
        self.options = {
            "person_column": person_column,
            "account_column": account_column,
            "append_only": append_only,
        }

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__name__, [self.table], dict(self.options)

    def describe(self) -> str:
        return f"Put {self.table} behind the database wall"
