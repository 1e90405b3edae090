"""The organisations of a committee: itself, property firms, owners' committees, shops, a social organisation."""

from random import Random
from typing import Final

from linli.demo import dirt
from linli.demo.drafts import CommitteeSeed, OrganisationDraft
from linli.demo.homes import Homes
from linli.demo.names import shop_name
from linli.demo.numbers import Numbers

_PEOPLE_A_SHOP: Final = 150
_OWNERS_COMMITTEES_SHARE: Final = 0.6
# registering authority and kind, the first two characters of the code: 5 civil affairs, 9 market regulation
_SELF_GOVERNING: Final = "59"
_SOCIAL: Final = "52"
_COMPANY: Final = "91"
_SOLE_TRADER: Final = "92"
_MARK: Final = "（演示）"  # the name itself says that it is invented


def organisations(
    rng: Random, committee: CommitteeSeed, homes: Homes, numbers: Numbers, people: int
) -> list[OrganisationDraft]:
    """Make the organisations; those with a door get one on a road."""
    estates = [unit for unit in homes.units if unit.kind == "estate"]
    road = homes.roads[0][1]
    wanted: list[tuple[str, str, str, int]] = [
        (f"{committee.name}{_MARK}", "committee", _SELF_GOVERNING, committee.code),
        (f"{road[:2]}社区服务社{_MARK}", "social", _SOCIAL, committee.code),
    ]
    for estate in estates:
        wanted.append((f"{estate.name}物业服务有限公司{_MARK}", "property_firm", _COMPANY, estate.lo))
        if rng.random() < _OWNERS_COMMITTEES_SHARE:
            wanted.append((f"{estate.name}业主委员会{_MARK}", "owners_committee", "", estate.lo))
    for _shop in range(people // _PEOPLE_A_SHOP):
        name = shop_name(rng, homes.roads[rng.randrange(len(homes.roads))][1])
        wanted.append((f"{name}{_MARK}", "enterprise", _SOLE_TRADER, committee.code))
    return [_draft(rng, key, homes, numbers, one) for key, one in enumerate(wanted, start=1)]


def _draft(
    rng: Random, key: int, homes: Homes, numbers: Numbers, wanted: tuple[str, str, str, int]
) -> OrganisationDraft:
    name, kind, register, area = wanted
    door, address = homes.shopfront()
    known = rng.random() >= dirt.ORGANISATION_ADDRESS_MISSING
    # the committee's own number stands under every page of its residents
    reachable = rng.random() >= dirt.ORGANISATION_TELEPHONE_MISSING or kind == "committee"
    return OrganisationDraft(
        key=key,
        name=name,
        kind=kind,
        credit_code=numbers.credit_code(register) if register else "",
        premises_key=door if known else None,
        address=address if known else "",
        telephone=numbers.telephone() if reachable else "",
        area_code=area,
    )
