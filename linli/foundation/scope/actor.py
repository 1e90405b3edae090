"""Somebody acting under one post: the first argument of every query and action."""

from __future__ import annotations

from dataclasses import dataclass, field

from linli.foundation.scope.roles import Role
from linli.foundation.scope.span import Scope
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class Actor:
    """A person and the post they act under; built once a request and passed on explicitly."""

    role: Role | None
    level: Level
    area_code: int
    area_name: str
    scope: Scope
    permissions: frozenset[str]
    display_name: str = ""
    account_id: int | None = None
    post_id: int | None = None
    person_id: int | None = None  # the person's own record in the registry, once verified
    because: str = field(default="", compare=False)  # why the system acts without a person

    def may(self, permission: str) -> bool:
        """Answer whether the post carries this permission."""
        return self.is_system or permission in self.permissions

    @property
    def is_system(self) -> bool:
        return self.account_id is None and bool(self.because)

    @classmethod
    def system(cls, *, because: str) -> Actor:
        """Build the actor of background work. The reason is written into every audit row."""
        if not because:
            raise ValueError("The system must say why it acts.")
        return cls(
            role=None,
            level=Level.CITY,
            area_code=0,
            area_name="",
            scope=Scope.EVERYTHING,
            permissions=frozenset(),
            display_name="Linli",
            because=because,
        )
