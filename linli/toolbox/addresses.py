"""House addresses as people write them in Shanghai, taken apart into ordered parts.

A first parser: it knows the ordinary forms (路 弄 支弄 号 幢 单元 层 室, 新村 and estates, villages with
groups, the rooms of old lane houses) and keeps what it does not know as `rest`, so that nothing is
guessed in silence. It looks nothing up: whether a road exists is the territory's knowledge.
"""

import re
from enum import StrEnum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from linli.toolbox.texts import CHINESE_NUMERALS, chinese_number, squeeze


class Kind(StrEnum):
    """What a part of an address names, from wide to narrow."""

    CITY = auto()
    DISTRICT = auto()
    TOWN = auto()
    COMMITTEE = auto()
    ROAD = auto()
    ESTATE = auto()
    ZONE = auto()
    LANE = auto()
    SUBLANE = auto()
    GROUP = auto()
    NUMBER = auto()
    BUILDING = auto()
    UNIT = auto()
    FLOOR = auto()
    ROOM = auto()


class Part(NamedTuple):
    """One step of an address with its label in canonical form: (LANE, "251弄")."""

    kind: Kind
    label: str


class Address(NamedTuple):
    """An address taken apart; `rest` is what could not be understood."""

    parts: tuple[Part, ...]
    area: tuple[Part, ...] = ()  # city, district, town, committee: known better from the area code
    rest: str = ""

    @property
    def path(self) -> str:
        """The parts below the area, joined: 闻喜路/251弄/3号/502室. Equal paths are equal homes."""
        return "/".join([part.label for part in self.parts])

    @property
    def is_understood(self) -> bool:
        return bool(self.parts) and not self.rest

    def label(self, kind: Kind) -> str:
        """Give the label of one part, empty when the address does not name it."""
        return next((part.label for part in self.parts if part.kind is kind), "")


_HAN: Final = "\u4e00-\u9fff"
_NUMBER: Final = rf"(?:\d+|[{CHINESE_NUMERALS}]+)"
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_ONE_WRITING: Final = str.maketrans({"#": "号", "號": "号", "–": "-", "—": "-", "~": "-", "、": "-", ",": "", "。": ""})
_NEEDS_REWRITING: Final = re.compile("[#號–—~、,。(]")

_HAS_AREA: Final = re.compile("[市区县镇乡]|街道|委")
_NO_DISTRICT: Final = f"小社园宅发税校厂矿山城新库{CHINESE_NUMERALS}东西南北中ABCDEF"  # 小区, 二区, 开发区 …
_AREA: Final = re.compile(
    rf"(?:中国)?(?:[{_HAN}]{{2,7}}?(?:省|自治区))?"
    rf"(?P<city>上海市?(?=[{_HAN}]{{2,4}}区)|[{_HAN}]{{2,4}}?市(?!场))?(?:市辖区)?"
    rf"(?P<district>[{_HAN}]{{2,4}}?(?:新区|(?<![{_NO_DISTRICT}])区|县)(?!\d))?"
    rf"(?P<town>[{_HAN}]{{2,8}}?(?:街道|镇|乡)(?![路街村]))?"
    rf"(?P<committee>[{_HAN}\d]{{1,12}}?(?:居民委员会|村民委员会|居委会?|村委会?))?"
)
_AHEAD_NUMBER: Final = rf"(?=第?[\dA-Za-z{CHINESE_NUMERALS}甲乙丙丁]|$)"
_ROAD: Final = re.compile(rf"[{_HAN}·]{{1,12}}?(?:大道|公路|[路街道巷]){_AHEAD_NUMBER}")
_ROAD_BEFORE_ESTATE: Final = re.compile(rf"[{_HAN}·]{{2,6}}?(?:大道|公路|路)(?=[{_HAN}]{{3}})")
_ESTATE: Final = re.compile(
    rf"(?P<estate>[{_HAN}·A-Za-z]{{1,14}}?(?:新村|小区|花园|花苑|家园|公寓|大厦|大楼|广场|公馆|雅苑|新区|[村坊里苑城府庭邸园墅湾轩居]))"
    rf"(?P<zone>(?:{_NUMBER}|[东西南北中A-Z])(?:小区|街坊|[区期]))?{_AHEAD_NUMBER}"
)
_STEP: Final = re.compile(
    rf"第?(?P<label>{_NUMBER}[A-Za-z甲乙丙丁戊]?(?:-{_NUMBER}[A-Za-z]?)*|[A-Za-z]\d{{0,4}}|[甲乙丙丁戊东西南北中底顶]|地下{_NUMBER})"
    r"(?P<suffix>支弄|弄|村民小组|组|队|号楼|号房|号|幢|栋|座|单元|门|层|楼|室|户|房)"
    r"(?P<branch>[甲乙丙丁戊](?![座幢栋])|[A-Za-z]$|-\d{1,2}(?=$|[^\d]))?-?"
)
_BARE: Final = re.compile(r"-?(?P<label>\d+[A-Za-z]?(?:-\d+[A-Za-z]?)*)$")
_OLD_ROOM: Final = re.compile(
    "[东西南北中前后]?(?:亭子间|客堂间?|前楼|后楼|灶披间|灶间|晒台|三层阁|二层阁|阁楼|厢房|统间|过街楼|地下室|车库)"
)
_OLD_ROOM_STARTS: Final = frozenset("东西南北中前后亭客灶晒三二阁厢统过地车")

_KINDS: Final = {
    "弄": Kind.LANE,
    "支弄": Kind.SUBLANE,
    "组": Kind.GROUP,
    "号": Kind.NUMBER,
    "幢": Kind.BUILDING,
    "单元": Kind.UNIT,
    "层": Kind.FLOOR,
    "室": Kind.ROOM,
}
_ONE_SUFFIX: Final = {
    **{suffix: suffix for suffix in _KINDS},
    **dict.fromkeys(("村民小组", "队"), "组"),
    **dict.fromkeys(("号楼", "栋", "座"), "幢"),
    "门": "单元",
    "楼": "层",
    **dict.fromkeys(("号房", "户", "房"), "室"),
}
# A later step must be narrower. Number and building come in either order: 12号3幢, 3幢12号.
_RANK: Final = {
    Kind.ROAD: 0,
    Kind.ESTATE: 1,
    Kind.ZONE: 2,
    Kind.LANE: 3,
    Kind.SUBLANE: 4,
    Kind.GROUP: 5,
    Kind.NUMBER: 6,
    Kind.BUILDING: 6,
    Kind.UNIT: 7,
    Kind.FLOOR: 8,
    Kind.ROOM: 9,
}
_FLOATING_RANKS: Final = (_RANK[Kind.ESTATE], _RANK[Kind.ZONE])
_SHORTEST_ROOM: Final = 3  # 502-1室 is the room 502-1, 2-502室 is unit 2, room 502


def parse(text: str) -> Address:
    """Take an address apart; never fails, and says in `rest` what it did not understand."""
    text, asides = squeeze(text), ""
    if _NEEDS_REWRITING.search(text):
        asides = " ".join(_BRACKETED.findall(text))
        text = _BRACKETED.sub("", text).translate(_ONE_WRITING)
    area, position = _area(text) if _HAS_AREA.search(text) else ((), 0)
    steps = _Steps()
    if road := _ROAD.match(text, position):
        steps.add(Kind.ROAD, road[0])
        position = road.end()
    position = steps.walk(text, position)
    rest = " ".join(part for part in (text[position:], asides) if part)
    return Address(steps.ordered(), area, rest)


def _area(text: str) -> tuple[tuple[Part, ...], int]:
    match = _AREA.match(text)
    if match is None:  # pragma: no cover - every group may be absent
        return (), 0
    return tuple(Part(Kind(name), label) for name, label in match.groupdict().items() if label), match.end()


class _Steps:
    """The steps found so far, each kind once, each narrower than the one before."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.kinds: set[Kind] = set()
        self.rank = 0

    def walk(self, text: str, position: int) -> int:
        """Take as many steps as can be understood; give the position of the first that cannot."""
        end = len(text)
        while position < end:
            after = self._step(text, position)
            if after is None:
                return position
            position = after
        return position

    def add(self, kind: Kind, label: str) -> bool:
        return self._take(Part(kind, label))

    def ordered(self) -> tuple[Part, ...]:
        if Kind.ESTATE in self.kinds:
            self.parts.sort(key=lambda part: _RANK[part.kind])
        return tuple(self.parts)

    def _take(self, part: Part) -> bool:
        """Take a step unless it is a second of its kind or wider than the one before."""
        kind, rank = part.kind, _RANK[part.kind]
        if kind in self.kinds:
            return False
        # 251弄阳光小区3号 and 阳光小区251弄3号 are both written, so an estate may stand on either side of a lane.
        if rank not in _FLOATING_RANKS:
            if rank < self.rank:
                return False
            self.rank = rank
        self.parts.append(part)
        self.kinds.add(kind)
        return True

    def _step(self, text: str, position: int) -> int | None:
        if text[position] in _OLD_ROOM_STARTS and (old_room := _OLD_ROOM.match(text, position)):
            return old_room.end() if self.add(Kind.ROOM, old_room[0]) else None
        if step := _STEP.match(text, position):
            return step.end() if self._add_step(step) else None
        if bare := _BARE.match(text, position):
            return bare.end() if self.parts and self._add_dashed(bare["label"]) else None
        if self.rank < _RANK[Kind.GROUP] and (estate := _ESTATE.match(text, position)):
            return estate.end() if self._add_estate(estate) else None
        return None

    def _add_step(self, step: re.Match[str]) -> bool:
        label, suffix, branch = step.groups()
        part = _numbered(label, suffix, branch)
        if part.kind is Kind.ROOM and "-" in label:
            return self._add_dashed(label)
        return self._take(part)

    def _add_dashed(self, label: str) -> bool:
        """Read 3-502 as number and room, 3-2-502 as number, unit and room, 502-1 as one room."""
        numbers = label.split("-")
        if len(numbers) == 1 or (self.rank >= _RANK[Kind.NUMBER] and len(numbers[0]) >= _SHORTEST_ROOM):
            return self.add(Kind.ROOM, f"{_plain(label)}室")
        has_number = self.rank >= _RANK[Kind.NUMBER]
        kinds = [Kind.UNIT, Kind.ROOM] if has_number else [Kind.NUMBER, Kind.UNIT, Kind.ROOM]
        if len(numbers) > len(kinds):
            return False
        kinds = [*kinds[: len(numbers) - 1], Kind.ROOM]
        if any(kind in self.kinds or _RANK[kind] < self.rank for kind in kinds):
            return False
        for kind, number in zip(kinds, numbers, strict=True):
            self.add(kind, _plain(number) + _SUFFIX[kind])
        return True

    def _add_estate(self, match: re.Match[str]) -> bool:
        estate = match["estate"]
        if not self.parts and (road := _ROAD_BEFORE_ESTATE.match(estate)):  # 闻喜路阳光小区3号
            self.add(Kind.ROAD, road[0])
            estate = estate[road.end() :]
        taken = self.add(Kind.ESTATE, estate)
        if taken and match["zone"]:
            self.add(Kind.ZONE, match["zone"])
        return taken


_SUFFIX: Final = {kind: suffix for suffix, kind in _KINDS.items()}
_LEADING: Final = re.compile(rf"{_NUMBER}")


@lru_cache(maxsize=20_000)  # a city repeats its small numbers: 3号, 502室
def _numbered(label: str, written_suffix: str, branch: str | None) -> Part:
    suffix = _ONE_SUFFIX[written_suffix]
    return Part(_KINDS[suffix], f"{_plain(label + (branch or ''))}{suffix}")


def _plain(label: str) -> str:
    """Write each number of a label in plain digits without leading zeros: 五零二 and 0502 are 502."""
    if label.isdigit() and label[0] != "0":
        return label.upper()
    return _LEADING.sub(_plain_number, label).upper()


def _plain_number(match: re.Match[str]) -> str:
    written = match[0]
    if written.isdigit():
        return str(int(written))
    number = chinese_number(written)
    return written if number is None else str(number)
