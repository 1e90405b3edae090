"""Models that cannot be read until somebody says within which scope."""

from __future__ import annotations

from typing import Any, Self, TypeVar, cast

from django.db import models

from linli.foundation.scope.span import Scope
from linli.toolbox.errors import NotFound

M = TypeVar("M", bound="ScopedModel")


class UnscopedQuery(RuntimeError):  # noqa: N818 - it reads as what happened
    """A scoped table was about to be read without ``.within(scope)`` or ``.everywhere(because=…)``."""


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that refuses to run until a scope is named. It fails closed."""

    _scope_named = False

    def within(self, scope: Scope) -> Self:
        """Restrict to a scope; the database wall repeats it."""
        lookup = cast("type[ScopedModel]", self.model).scope_lookup
        return _named(self.filter(scope.as_q(lookup)))

    def everywhere(self, *, because: str) -> Self:
        """Read without a range of our own. The database wall still holds; the reason is greppable."""
        if not because:
            raise ValueError("Say why this query needs no scope.")
        return _named(self.all())

    def own(self, account_id: int | None) -> Self:
        """Restrict to the rows of one account, by the column that the model names; of nobody there are none."""
        lookup = cast("type[ScopedModel]", self.model).own_lookup
        if not lookup:
            raise TypeError(f"{self.model.__name__} does not say whose its rows are: name a column in own_lookup.")
        return _named(self.none() if account_id is None else self.filter(**{lookup: account_id}))

    def of(self, **parent: ScopedModel) -> Self:
        """Restrict to the rows that hang on a row in hand: whoever holds it has come by it through a scope."""
        if len(parent) != 1 or not all(isinstance(row, ScopedModel) and row.pk for row in parent.values()):
            raise TypeError("Give one row that was read, by the name of the column that leads to it.")
        return _named(self.filter(**parent))

    def lock(self, pk: int) -> M:
        """Fetch one row for writing, or raise NotFound."""
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotFound("Nothing here under this number.", code="scope.not_found")
        return row

    def _check_scope(self) -> None:
        if not self._scope_named and not self.query.is_empty():
            raise UnscopedQuery(
                f"{self.model.__name__} is scoped: say .within(scope), .own(account), .of(parent=row) "
                "or .everywhere(because=…)."
            )

    def _clone(self) -> Self:
        clone = cast("Self", super()._clone())  # type: ignore[misc]
        clone._scope_named = self._scope_named  # noqa: SLF001 - a copy of ourselves
        return clone

    # every road to the database passes one of these
    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._check_scope()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._check_scope()
        return super().iterator(chunk_size)

    def count(self) -> int:
        if self._result_cache is None:
            self._check_scope()
        return super().count()

    def exists(self) -> bool:
        if self._result_cache is None:
            self._check_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check_scope()
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def explain(self, *, format: str | None = None, **options: Any) -> str:  # noqa: A002 - Django's name
        self._check_scope()
        return super().explain(format=format, **options)

    def union(self, *other_qs: Any, all: bool = False) -> Self:  # noqa: A002 - Django's name
        for queryset in (self, *other_qs):
            if isinstance(queryset, ScopedQuerySet):
                queryset._check_scope()  # noqa: SLF001 - the same class
        return super().union(*other_qs, all=all)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._check_scope()
        return super().resolve_expression(*args, **kwargs)


Q = TypeVar("Q", bound="ScopedQuerySet[Any]")


def _named(queryset: Q) -> Q:
    queryset._scope_named = True  # noqa: SLF001 - the only place that says so
    return queryset


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)


class ScopedModel(models.Model):
    """A row that belongs to one area and is seen by scope."""

    scope_lookup = "area_code"
    own_lookup = ""  # the column that says whose a row is, where it is somebody's

    area_code = models.BigIntegerField()

    objects = ScopedManager()

    class Meta:
        abstract = True

    def _perform_unique_checks(self, unique_checks: Any) -> Any:  # noqa: ARG002 - Django's signature
        # the database's own constraints decide; a check here would need to look outside the scope
        return {}
