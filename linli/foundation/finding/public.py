"""The door of finding: declare what can be found, and find it."""

from linli.foundation.finding.commands import Command, commands_of, declare_command
from linli.foundation.finding.marking import Piece, pieces
from linli.foundation.finding.sources import LONGEST, Group, Hit, Source, declare, find

__all__ = [
    "LONGEST",
    "Command",
    "Group",
    "Hit",
    "Piece",
    "Source",
    "commands_of",
    "declare",
    "declare_command",
    "find",
    "pieces",
]
