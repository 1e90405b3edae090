"""Commands: places and deeds that are reached by their name. Words, initials, full pinyin and English all find them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from linli.foundation.doors.screens import SIGNED_IN
from linli.foundation.finding.sources import Hit, Source
from linli.foundation.scope import Actor
from linli.toolbox.pinyin import spoken_prefix
from linli.ui import navigation
from linli.ui.navigation import Text

_BEFORE_ANYTHING: Final = 8  # of the commands, when nothing has been typed
_LANGUAGES: Final = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do or a place to go, reached by its name."""

    label: Text  # a verb with its object: 登记居民
    url_name: str
    permission: str
    words: Sequence[Text] = ()  # what else people call it
    icon: str = "corner-down-right"
    detail: Text = ""
    query: str = ""  # of the address: living=alone
    order: int = 50

    @property
    def url(self) -> str:
        try:
            address = reverse(self.url_name)
        except NoReverseMatch:
            return ""  # a module that is switched off
        return f"{address}?{self.query}" if self.query else address


_commands: list[Command] = []


def declare_command(command: Command) -> None:
    """Enter a command once, from a module's ``AppConfig.ready()``; places of the navigation are there already."""
    if (command.url_name, command.query) not in {(known.url_name, known.query) for known in _commands}:
        _commands.append(command)
        _commands.sort(key=lambda known: known.order)


def commands_of(actor: Actor) -> list[Command]:
    """Give what the actor may do, then where they may go."""
    own = [command for command in _commands if _may(actor, command.permission)]
    places = [
        Command(entry.label, entry.url_name, entry.permission, icon=entry.icon)
        for entry in navigation.entries_of(actor)
    ]
    return [command for command in (*own, *places) if command.url]


def _find(actor: Actor, text: str, limit: int) -> list[Hit]:
    known = commands_of(actor)
    if not text:
        return [_hit(command) for command in known[: min(_BEFORE_ANYTHING, limit)]]
    ranked = [(rank, number, command) for number, command in enumerate(known) if (rank := _rank(command, text))]
    return [_hit(command) for _rank_, _number, command in sorted(ranked, key=lambda found: found[:2])[:limit]]


def _hit(command: Command) -> Hit:
    return Hit(str(command.label), str(command.detail), command.url, command.icon)


def _may(actor: Actor, permission: str) -> bool:
    return permission == SIGNED_IN or actor.may(permission)


def _rank(command: Command, text: str) -> int:
    """Say how well a command answers: 1 begins so, 2 has it inside, 3 is spelled so; 0 not at all."""
    names = _names((command.label, *command.words))
    text = text.casefold()
    if len(text) > 1 and any(name.startswith(text) for name in names):
        return 1
    terms = text.split()
    if all(len(term) >= _shortest(term) and any(term in name for name in names) for term in terms):
        return 2
    letters = "".join(terms)
    if letters.isascii() and letters.isalpha() and len(letters) > 1:
        return 3 if any(_is_spelled(name, letters) for name in names) else 0
    return 0


def _shortest(term: str) -> int:
    """Say how much of a word must be typed: two letters stand inside too many words, two characters do not."""
    return 3 if term.isascii() else 1


def _names(texts: tuple[Text, ...]) -> list[str]:
    return [name for language in _LANGUAGES for name in _names_in(texts, language)]


@lru_cache(maxsize=512)
def _names_in(texts: tuple[Text, ...], language: str) -> tuple[str, ...]:
    with override(language):
        return tuple(str(text).casefold() for text in texts)


def _is_spelled(name: str, letters: str) -> bool:
    """From the beginning of a name, or two characters and more inside it: zhang is 张三, and not the account."""
    if name.isascii():
        return False
    return spoken_prefix(name, letters) > 0 or any(spoken_prefix(name[at:], letters) > 1 for at in range(len(name)))


SOURCE: Final = Source(
    key="commands",
    name=_("Go to, and do"),
    permission=SIGNED_IN,
    order=10,
    find=_find,
    answers_nothing=True,
)
