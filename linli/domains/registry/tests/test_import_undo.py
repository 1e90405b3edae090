"""Taking an import back: what it brought goes, what it changed returns, what people worked on stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.imports.undoing import take_back, undo_import
from linli.domains.registry.actions.tenures import end_tenure
from linli.domains.registry.models import Household, Person, PersonRevision, Premises, Tenure
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.models.sealed import TELEPHONE
from linli.domains.registry.queries.imports import problem_lines
from linli.domains.registry.tests.importing import all_of, counts, loaded, undone
from linli.domains.registry.tests.sheets import FAMILY, csv_file, person
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict


@pytest.fixture(autouse=True)
def everything_visible(db: None) -> Iterable[None]:
    """Let the assertions look behind every wall; the actions still build their own."""
    with wall(Scope.EVERYTHING):
        yield


def test_an_undo_takes_out_what_the_batch_brought(cast: Any) -> None:
    batch = undone(cast.worker, loaded(cast.worker, csv_file(FAMILY)))
    assert batch.state == BatchState.UNDONE
    assert not any(all_of(model).exists() for model in (Person, Premises, Household, Tenure, PersonRevision))


def test_an_undo_brings_back_what_was_known(cast: Any) -> None:
    first = loaded(cast.worker, csv_file(FAMILY))
    changed = [
        person(
            "李四", 2, telephone="13900138001", standing="迁出", address="共和新路1号101室", registered_on="2020-01-01"
        )
    ]
    batch = undone(cast.worker, loaded(cast.worker, csv_file(changed)))
    assert batch.kept == 0
    li = all_of(Person).get(name="李四")
    assert (TELEPHONE.open(li.telephone), li.standing, li.version) == ("13900138000", "present", 3)
    assert bytes(li.telephone_index) == TELEPHONE.keep("13900138000")["telephone_index"]
    assert (li.home.path, li.batch_id) == ("闻喜路/251弄/3号/502室", first.pk)
    assert list(all_of(PersonRevision).order_by("version").values_list("version", flat=True)) == [1, 2]
    assert all_of(Tenure).count() == 3


def test_an_id_that_the_batch_added_is_gone_after_the_undo(cast: Any) -> None:
    loaded(cast.worker, csv_file([person("李四", citizen_id="")]))
    undone(cast.worker, loaded(cast.worker, csv_file([person("李四", 2)])))
    li = all_of(Person).get(name="李四")
    assert (li.citizen_id, li.citizen_id_index) == (None, None)


def test_imports_can_be_undone_one_after_the_other(cast: Any) -> None:
    first = loaded(cast.worker, csv_file(FAMILY))
    second = loaded(cast.worker, csv_file([person("李四", 2, telephone="13900138001")]))
    undone(cast.worker, second)
    undone(cast.worker, first)
    assert not all_of(Person).exists()
    assert not all_of(PersonRevision).exists()


def test_whoever_was_corrected_since_is_kept_and_listed(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    li = all_of(Person).get(name="李四")
    correct_person(cast.worker, li.pk, {"telephone": "13900138009"}, version=1, reason="电话换了")
    undone(cast.worker, batch)
    assert batch.kept == 1
    assert list(all_of(Person).values_list("name", flat=True)) == ["李四"]
    assert all_of(Person).get().household_id is not None
    assert all_of(Tenure).count() == 1
    (line,) = problem_lines(cast.worker, batch.pk)
    assert line.person_id == li.pk


def test_a_correction_of_what_a_later_import_changed_is_kept(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    second = loaded(cast.worker, csv_file([person("李四", 2, telephone="13900138001")]))
    li = all_of(Person).get(name="李四")
    correct_person(cast.worker, li.pk, {"standing": "away"}, version=2, reason="外出")
    undone(cast.worker, second)
    li.refresh_from_db()
    assert (second.kept, TELEPHONE.open(li.telephone), li.version) == (1, "13900138001", 3)


def test_whose_tenure_was_ended_by_hand_is_kept(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    tenure = all_of(Tenure).filter(person__name="李四").get()
    end_tenure(cast.worker, tenure.pk, on=date(2020, 1, 1), reason="搬走")
    undone(cast.worker, batch)
    assert list(all_of(Person).values_list("name", flat=True)) == ["李四"]
    assert all_of(Tenure).get().period.upper == date(2020, 1, 1)


def test_an_undo_that_runs_twice_does_nothing_the_second_time(cast: Any) -> None:
    batch = undone(cast.worker, loaded(cast.worker, csv_file(FAMILY)))
    take_back(cast.worker, batch.pk)
    with pytest.raises(Conflict):
        undo_import(cast.worker, batch.pk)


def test_after_an_undo_the_file_can_be_loaded_again(cast: Any) -> None:
    undone(cast.worker, loaded(cast.worker, csv_file(FAMILY)))
    assert counts(loaded(cast.worker, csv_file(FAMILY))) == (3, 0, 0, 0)


def test_premises_that_others_use_stay_after_an_undo(cast: Any) -> None:
    first = loaded(cast.worker, csv_file(FAMILY))
    loaded(cast.worker, csv_file([person("孙八", 8)]))
    undone(cast.worker, first)
    assert list(all_of(Person).values_list("name", flat=True)) == ["孙八"]
    assert all_of(Premises).filter(is_home=True).get().path == "闻喜路/251弄/3号/502室"
