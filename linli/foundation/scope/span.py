"""A data scope: two integers, half open, and the two ways to ask it a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Scope:
    """The range of area codes ``[lo, hi)`` that an actor may see."""

    lo: int
    hi: int

    EVERYTHING: ClassVar[Scope]
    NOTHING: ClassVar[Scope]

    def __post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"A scope runs upwards: {self.lo} > {self.hi}.")

    def covers(self, code: int) -> bool:
        """Answer whether one area code lies inside. The queryset twin is :meth:`as_q`."""
        return self.lo <= code < self.hi

    def as_q(self, lookup: str = "area_code") -> Q:
        """Give the same question to the database. Twin of :meth:`covers`; a property test holds them equal."""
        return Q(**{f"{lookup}__gte": self.lo, f"{lookup}__lt": self.hi})

    def contains(self, other: Scope) -> bool:
        """Answer whether another scope lies wholly inside this one."""
        return other.is_empty or (self.lo <= other.lo and other.hi <= self.hi)

    def narrowed(self, other: Scope) -> Scope:
        """Return what both scopes cover. It never widens."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Scope(lo, hi) if lo < hi else Scope.NOTHING

    @property
    def is_empty(self) -> bool:
        return self.lo == self.hi


Scope.EVERYTHING = Scope(0, 10**16)
Scope.NOTHING = Scope(0, 0)
