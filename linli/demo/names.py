"""Pools of names from Faker, laid out once so that drawing a name is an index."""

from functools import cache
from random import Random
from typing import Final, NamedTuple

from faker.providers.person.zh_CN import Provider

from linli.demo.drafts import MALE

_SURNAME_SLOTS: Final = 8192  # a power of two; surnames appear as often as they are frequent
_PAIRED_SHARE: Final = 2  # given names of two drawn characters for each given name of Faker's list

# Neutral words; put together they name no road of ours in particular.
_ROAD_FIRST: Final = "云和青明星松竹兰梅晨晴安康宁静怀望听知乐春秋白紫丹金银海湖泉"
_ROAD_SECOND: Final = "栖煦禾雀溪岚杉榆枫桐荷菱苇舟帆桥亭台阁陌川汀屿霞露霖霁曦岭原"
_ESTATE_ENDINGS: Final = ("新村", "小区", "公寓", "家园", "花园", "里", "坊", "苑")
_NUMBERED: Final = "新村"
_NUMERALS: Final = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_SHOP_KINDS: Final = ("便利店", "面馆", "药房", "理发店", "水果店", "修配铺", "洗衣店", "书店", "五金店", "早餐铺")


class NamePools(NamedTuple):
    """Surnames by frequency and given names by sex."""

    surnames: list[str]
    male: list[str]
    female: list[str]

    def given(self, sex: int) -> list[str]:
        return self.male if sex == MALE else self.female


@cache
def pools() -> NamePools:
    """Lay out the pools; the same lists for the same version of Faker."""
    weights = dict(Provider.last_names.items())
    total = sum(weights.values())
    surnames: list[str] = []
    for surname, weight in weights.items():
        surnames += [surname] * max(1, round(weight / total * _SURNAME_SLOTS))
    return NamePools(
        surnames, _with_pairs(list(Provider.first_names_male)), _with_pairs(list(Provider.first_names_female))
    )


def _with_pairs(names: list[str]) -> list[str]:
    """Widen Faker's few dozen given names with pairs of its own single characters."""
    single = [name for name in names if len(name) == 1]
    pairs = [first + second for first in single for second in single if first != second]
    repeat = max(1, len(pairs) // (_PAIRED_SHARE * len(names)))
    return names * repeat + pairs


def road_name(rng: Random) -> str:
    """Draw an invented road."""
    return f"{rng.choice(_ROAD_FIRST)}{rng.choice(_ROAD_SECOND)}路"


def estate_name(rng: Random, road: str, number: int) -> str:
    """Draw the name of a committee's estate ``number``: 云栖一村, 云栖花园二期."""
    ending = rng.choice(_ESTATE_ENDINGS)
    if ending == _NUMBERED:
        return f"{road[:2]}{_numeral(number)}村"
    return f"{road[:2]}{ending}" + (f"{_numeral(number)}期" if number > 1 else "")


def _numeral(number: int) -> str:
    """Write 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十") + _NUMERALS[ones]


def shop_name(rng: Random, road: str) -> str:
    """Draw a shop."""
    return f"{road[:2]}{rng.choice(_SHOP_KINDS)}"
