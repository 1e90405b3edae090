"""The numbers on the page of an import are the lists behind them, and what an undo did is said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.imports.undoing import undo_import
from linli.domains.registry.events import PeopleImported
from linli.domains.registry.models import Person
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.models.person import Standing
from linli.domains.registry.queries.people import PeopleFilter, people
from linli.domains.registry.rules.brought import Brought, Part
from linli.domains.registry.tasks import tell_uploader
from linli.domains.registry.tests.importing import all_of, checked, loaded, undone
from linli.domains.registry.tests.sheets import FAMILY, csv_file, person
from linli.foundation.audit import public as audit
from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotAllowed


@pytest.fixture(autouse=True)
def everything_visible(db: None) -> Iterable[None]:
    """Let the assertions look behind every wall; the actions still build their own."""
    with wall(Scope.EVERYTHING):
        yield


def names(actor: Any, batch: Any, part: Part) -> set[str]:
    wanted = PeopleFilter(brought=Brought(batch.pk, part), standing="all")
    return {row.name for row in people(actor, wanted, cursor=None, size=50).rows}


def links(text: str) -> dict[str, int]:
    """Give each number of the page that is a link, by where it leads."""
    found = re.findall(r'<a class="stat" href="([^"]*)"><span class="stat-value">(\d+)', text)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


SECOND = [
    person("李四", 2, telephone="13900138001", household="H1", relation="户主", living_on="2001-05-01"),  # changed
    person("王五", 3, household="H1", relation="配偶", living_on="2001-05-01", registered_on="2001-05-01"),  # same
    person("赵六", 4, address="闻喜路251弄3号503室", living_on="2020-01-01"),  # only bound to a home
    person("钱七", 5, address="闻喜路251弄3号504室"),  # new
]


def test_each_number_of_a_loaded_import_opens_exactly_its_people(cast: Any, client_of: Any) -> None:
    first, second = loaded(cast.worker, csv_file(FAMILY)), loaded(cast.worker, csv_file(SECOND))
    assert names(cast.worker, first, Part.NEW) == {"李四", "王五", "赵六"}
    assert names(cast.worker, first, Part.CHANGED) == set()
    assert names(cast.worker, second, Part.NEW) == {"钱七"}
    assert names(cast.worker, second, Part.CHANGED) == {"李四", "赵六"}
    assert names(cast.worker, second, Part.ANY) == {"李四", "赵六", "钱七"}
    browser = client_of(cast.worker)
    for batch in (first, second):
        behind = links(browser.get(f"/imports/{batch.pk}/").content.decode())
        assert len(behind) == 2
        for address, number in behind.items():
            assert len(browser.get(address).context["rows"]) == number, address


def test_whoever_was_corrected_or_moved_away_since_is_still_in_the_list(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    li = all_of(Person).get(name="李四")
    correct_person(cast.worker, li.pk, {"standing": Standing.MOVED}, version=1, reason="搬走")
    assert names(cast.worker, batch, Part.NEW) == {"李四", "王五", "赵六"}


def test_the_list_says_which_import_and_can_be_taken_away(cast: Any, client_of: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    answer = client_of(cast.worker).get(f"/people/?batch={batch.pk}-new&standing=all")
    labels = [chip.label for chip in answer.context["chips"]]
    assert f"第 {batch.pk} 号导入新增" in labels
    assert f'name="batch" value="{batch.pk}-new"' in answer.content.decode()  # a search stays inside the list


def test_nobody_sees_by_an_import_whom_they_would_not_see_anyway(cast: Any, client_of: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    assert names(cast.neighbour, batch, Part.NEW) == set()
    assert names(cast.street, batch, Part.NEW) == {"李四", "王五", "赵六"}
    committee = str(cast.worker.area_code // 10_000)
    of_the_street = loaded(cast.street, csv_file([person("吴十", 8, committee=committee)]))
    assert names(cast.street, of_the_street, Part.NEW) == {"吴十"}
    assert names(cast.worker, of_the_street, Part.NEW) == set()  # outside the scope there is no such import
    assert "李四" not in {
        row.name for row in client_of(cast.district).get(f"/people/?batch={batch.pk}").context["rows"]
    }
    assert client_of(cast.resident).get(f"/people/?batch={batch.pk}").status_code == 403


def test_an_export_of_the_list_takes_along_nobody_else(cast: Any, client_of: Any) -> None:
    from linli.domains.registry.actions.exports import _filter, _kept

    wanted = PeopleFilter(brought=Brought(12, Part.NEW))
    assert _filter(_kept(wanted)) == wanted
    assert (
        _filter({name: value for name, value in _kept(PeopleFilter()).items() if name != "brought"}) == PeopleFilter()
    )


@pytest.mark.parametrize("asked", ["x", "12-x", "-new", "12-new-", "１２", "9" * 30])
def test_nonsense_in_the_address_names_no_import(asked: str) -> None:
    assert Brought.read(asked) is None


def test_after_an_undo_the_page_says_what_is_the_case_now(cast: Any, client_of: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    wang = SECOND[1] | {"telephone": "13900138003"}
    more = [person("孙八", 6, address="闻喜路251弄3号505室"), person("周九", 7, address="闻喜路1弄1号1室")]
    batch = loaded(cast.worker, csv_file([SECOND[0], wang, *SECOND[2:], *more]))
    for name in ("王五", "周九"):  # one whom it changed, one whom it entered
        entry = all_of(Person).get(name=name)
        changes = {"telephone": "13900139009"}
        correct_person(cast.worker, entry.pk, changes, version=entry.version, reason="本人来说")
    batch = undone(cast.worker, batch)
    text = client_of(cast.worker).get(f"/imports/{batch.pk}/").content.decode()
    stats = re.findall(r'class="stat-value">(\d+)</span><span class="stat-label">([^<]*)', text)
    assert stats == [("2", "已从台账移除"), ("1", "已恢复原状"), ("2", "保持不变")]
    assert "新增" not in text
    browser = client_of(cast.worker)
    for address, number in links(text).items():
        assert len(browser.get(address).context["rows"]) == number, address
    row = browser.get("/imports/").content.decode().split(f"/imports/{batch.pk}/")[1].split("</tr>")[0]
    assert row.count("–") == 2


def test_the_message_of_an_undo_says_what_is_the_case_now(cast: Any) -> None:
    batch = undone(cast.worker, loaded(cast.worker, csv_file(FAMILY)))
    tell_uploader(PeopleImported(batch.pk, batch.area_code, ()))
    (message,) = all_of(Message)
    assert message.body == "移除 3 人，恢复原状 0 人，保持不变 0 人。"


@pytest.mark.parametrize(
    ("uploader", "who", "answer"),
    [
        ("worker", "worker", 302),
        ("worker", "head", 302),
        ("head", "worker", 403),
        ("head", "head", 302),
        ("worker", "street", 403),
        ("worker", "district", 403),
    ],
)
def test_an_import_is_taken_back_by_whoever_sent_it_or_by_the_head(
    uploader: str, who: str, answer: int, cast: Any, client_of: Any
) -> None:
    may = answer == 302
    batch = loaded(getattr(cast, uploader), csv_file(FAMILY))
    browser = client_of(getattr(cast, who))
    text = browser.get(f"/imports/{batch.pk}/").content.decode()
    assert (f"/imports/{batch.pk}/undo/" in text) is may
    assert ("居村负责人可以撤销" in text) is not may
    assert browser.post(f"/imports/{batch.pk}/undo/").status_code == answer
    batch.refresh_from_db()
    assert batch.state == (BatchState.UNDOING if may else BatchState.LOADED)


def test_the_action_itself_refuses_a_colleague(cast: Any) -> None:
    batch = loaded(cast.head, csv_file(FAMILY))
    with pytest.raises(NotAllowed):
        undo_import(cast.worker, batch.pk)


def test_for_a_file_only_checked_the_numbers_are_no_links(cast: Any, client_of: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    assert links(client_of(cast.worker).get(f"/imports/{batch.pk}/").content.decode()) == {}


def test_looking_through_the_list_is_no_look_at_one_person(cast: Any, client_of: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    client_of(cast.worker).get(f"/people/?batch={batch.pk}-new")
    assert not [row for row in audit.rows(cast.worker) if row.action.startswith("registry:person:")]
