"""The wall: who acts, under which post, over which range of area codes."""

from linli.foundation.scope.actor import Actor
from linli.foundation.scope.roles import Role
from linli.foundation.scope.span import Scope

__all__ = ["Actor", "Role", "Scope"]
