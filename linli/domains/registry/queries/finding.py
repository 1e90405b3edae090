"""What a search term means to the database. Only leakproof comparisons reach an index behind the wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from linli.domains.registry.models import Premises
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE, SealedField
from linli.domains.registry.rules.premises import SEPARATOR
from linli.domains.registry.rules.search import Kind, Term, prefix_range
from linli.foundation.scope import Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.foundation.vault import public as vault
from linli.toolbox import addresses, pinyin
from linli.toolbox.addresses import Kind as Part
from linli.toolbox.texts import squeeze

COMMITTEE_WIDTH: Final = 10_000
SHORTEST_GIVEN_NAME: Final = 2
FIRST_HOMES: Final = 60  # whoever lives there is more than a box shows
_BY_AREA: Final = ("area_code", "id")
MOST_HOMES: Final = 2_000  # up to here the numbers themselves are the quicker question
_NOBODY: Final = Q(pk__in=())
_FOLLOWED: Final = {Part.ROAD: "弄号", Part.LANE: "号"}  # what the number behind it may become


def meaning(scope: Scope, term: Term) -> Q:
    """Give the condition of one term: any of its kinds may hold."""
    asked = [_MEANINGS[kind](scope, term.text) for kind in term.kinds]
    said = [condition for condition in asked if condition is not None]
    return Q(*said, _connector=Q.OR) if said else _NOBODY


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a term, and the order in which an index gives its rows: a few of them cost no more than a few."""

    condition: Q
    order: tuple[str, ...]


def ways(scope: Scope, term: Term) -> list[Way]:
    """Give every way to read a term, the likeliest first, for whoever wants a few of each and not all in order."""
    found: list[Way] = []
    for kind in term.kinds:
        if kind is Kind.NAME:
            found += [Way(condition, ("name", *_BY_AREA)) for condition in _names(term.text)]
            found += [Way(condition, _BY_AREA) for condition in _given_name(scope, term.text)]
        elif kind is Kind.PINYIN:
            found += [Way(_reading(way), ("name_initials", *_BY_AREA)) for way in pinyin.readings(term.text)]
        elif kind is Kind.INITIALS:
            found.append(Way(_initials(scope, term.text), ("name_initials", *_BY_AREA)))
        elif kind in {Kind.ADDRESS, Kind.ROAD}:
            at = premises_at(scope, term.text) if kind is Kind.ADDRESS else _on_roads(scope, term.text)
            homes = list(at.filter(is_home=True).order_by(*_BY_AREA).values_list("pk", flat=True)[:FIRST_HOMES])
            found += [Way(Q(home_id__in=homes), ("home_id", "id"))] if homes else []
        else:
            found.append(Way(meaning(scope, Term(term.text, (kind,))), _BY_AREA))
    return found


def begins_with(column: str, prefix: str) -> Q:
    """Give "begins with" as a range: LIKE is not leakproof."""
    low, high = prefix_range(prefix)
    condition = Q(**{f"{column}__gte": low})
    return condition if high is None else condition & Q(**{f"{column}__lt": high})


def premises_at(scope: Scope, text: str) -> ScopedQuerySet[Premises]:
    """Give the premises that an address names, with everything in them; an address may begin anywhere."""
    premises = Premises.objects.within(scope)
    paths = _paths(text)
    if not paths:
        return premises.none()
    if scope.hi - scope.lo <= COMMITTEE_WIDTH:
        # some thousand rows at most: reading them all is quicker than any index
        inside = SEPARATOR if addresses.parse(text).is_understood or paths[0][0].isdigit() else ""
        either = [Q(path__startswith=path) | Q(path__contains=f"{inside}{path}") for path in paths]
    else:
        either = [begins_with("path", path) | begins_with("short_path", path) for path in paths]
    return premises.filter(Q(*either, _connector=Q.OR))


def _on_roads(scope: Scope, text: str) -> ScopedQuerySet[Premises]:
    """Give what lies on the roads and in the estates whose name begins so."""
    return Premises.objects.within(scope).filter(begins_with("path", text))


def _paths(text: str) -> list[str]:
    """Give the paths that an address may mean: 延长路116 is a room, or a lane or house still being typed."""
    address = addresses.parse(text)
    if not address.is_understood:
        return [words for words in [squeeze(text)] if words]
    *before, last = address.parts
    if last.kind is Part.ROOM and before and before[-1].kind in _FOLLOWED and squeeze(text)[-1].isdigit():
        number = address.path.removesuffix("室")
        return [address.path, *(f"{number}{word}" for word in _FOLLOWED[before[-1].kind])]
    return [address.path]


def _name(scope: Scope, text: str) -> Q:
    return Q(*_names(text), *_given_name(scope, text), _connector=Q.OR)


def _names(text: str) -> list[Q]:
    names = {text, text.title(), text.upper()} if text.isascii() else {text}
    return [begins_with("name", name) for name in sorted(names)]


def _given_name(scope: Scope, text: str) -> list[Q]:
    """小明 of 张小明: no index knows it, but a committee is small enough to be read."""
    is_small = scope.hi - scope.lo <= COMMITTEE_WIDTH
    return [Q(name__endswith=text)] if is_small and len(text) >= SHORTEST_GIVEN_NAME else []


def _initials(_scope: Scope, text: str) -> Q:
    return begins_with("name_initials", text.lower())


def _pinyin(_scope: Scope, text: str) -> Q:
    """Reach the index by the first letters, then keep those whose characters read like the syllables."""
    ways = [_reading(syllables) for syllables in pinyin.readings(text)]
    return Q(*ways, _connector=Q.OR) if ways else _NOBODY


def _reading(syllables: tuple[str, ...]) -> Q:
    *whole, last = syllables
    classes = [pinyin.spelled_like(syllable) for syllable in whole]
    if len(last) > 1:  # a single letter is an initial already
        classes.append(pinyin.spelled_like(last, begun=True))
    pattern = "^" + "".join(f"[{characters}]" for characters in classes)
    return begins_with("name_initials", "".join(syllable[0] for syllable in syllables)) & Q(name__regex=pattern)


def _citizen_id(_scope: Scope, text: str) -> Q:
    return Q(citizen_id_index__in=vault.index_candidates(CITIZEN_ID.name, text))


def _telephone(_scope: Scope, text: str) -> Q:
    return Q(telephone_index__in=vault.index_candidates(TELEPHONE.name, text))


def _tail(_scope: Scope, text: str) -> Q:
    condition = _ends_in(CITIZEN_ID, text)
    if not text.isdecimal():  # 123X: only a citizen id ends like this
        return condition
    return condition | _ends_in(TELEPHONE, text)


def _ends_in(field: SealedField, text: str) -> Q:
    column = f"{field.name}_index"
    ranges = (Q(**{f"{column}__gte": low, f"{column}__lte": high}) for low, high in vault.tail_ranges(field.name, text))
    return Q(*ranges, _connector=Q.OR)


def _address(scope: Scope, text: str) -> Q | None:
    return _living_in(premises_at(scope, text))


def _road(scope: Scope, text: str) -> Q | None:
    return _living_in(_on_roads(scope, text))


def _living_in(premises: ScopedQuerySet[Premises]) -> Q | None:
    homes = list(premises.values_list("pk", flat=True)[: MOST_HOMES + 1])
    if len(homes) > MOST_HOMES:
        return Q(home_id__in=premises.values("pk"))
    return Q(home_id__in=homes) if homes else None


_MEANINGS: Final[dict[Kind, Callable[[Scope, str], Q | None]]] = {
    Kind.NAME: _name,
    Kind.INITIALS: _initials,
    Kind.PINYIN: _pinyin,
    Kind.CITIZEN_ID: _citizen_id,
    Kind.TELEPHONE: _telephone,
    Kind.TAIL: _tail,
    Kind.ADDRESS: _address,
    Kind.ROAD: _road,
}
