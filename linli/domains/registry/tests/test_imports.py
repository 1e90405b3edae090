"""Uploading, checking, loading and undoing a file, with a real file and a real database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from linli.domains.registry.actions.imports.loading import confirm_import, load_import
from linli.domains.registry.actions.imports.undoing import undo_import
from linli.domains.registry.actions.imports.upload import choose_columns, forget_import
from linli.domains.registry.models import (
    Household,
    ImportBatch,
    ImportProblem,
    Person,
    PersonRevision,
    Premises,
    Tenure,
)
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.models.person import Source
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.imports import batch_card, preview_rows, problem_lines
from linli.domains.registry.tests.importing import all_of, checked, counts, loaded, uploaded
from linli.domains.registry.tests.sheets import FAMILY, csv_file, person, xlsx_file
from linli.domains.registry.tests.world import World, citizen_id
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound


@pytest.fixture(autouse=True)
def everything_visible(db: None) -> Iterable[None]:
    """Let the assertions look behind every wall; the actions still build their own."""
    with wall(Scope.EVERYTHING):
        yield


def codes(batch: ImportBatch) -> list[tuple[int, str]]:
    return list(all_of(ImportProblem).filter(batch=batch).order_by("row", "id").values_list("row", "code"))


def test_a_file_is_loaded_whole(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    assert batch.state == BatchState.LOADED
    assert counts(batch) == (3, 0, 0, 0)
    people = {one.name: one for one in all_of(Person)}
    assert set(people) == {"李四", "王五", "赵六"}
    li = people["李四"]
    assert CITIZEN_ID.open(li.citizen_id) == citizen_id(sequence=2)
    assert TELEPHONE.open(li.telephone) == "13900138000"
    assert bytes(li.citizen_id_index) == CITIZEN_ID.keep(citizen_id(sequence=2))["citizen_id_index"]
    assert (li.birth_date, li.sex, li.name_initials, li.standing) == (date(1950, 1, 1), 2, "ls", "present")
    assert (li.source, li.batch_id, li.version, li.recorded_by_id) == (
        Source.IMPORT, batch.pk, 1, cast.worker.account_id,
    )  # fmt: skip
    assert li.home_id == people["王五"].home_id != people["赵六"].home_id
    assert li.household_id == people["王五"].household_id != people["赵六"].household_id
    assert {one.path for one in all_of(Premises).filter(is_home=True)} == {
        "闻喜路/251弄/3号/502室", "闻喜路/251弄/3号/503室",
    }  # fmt: skip
    assert all_of(Premises).count() == 5
    assert all_of(Tenure).count() == 3
    assert {one.area_code for one in all_of(Person)} == {cast.worker.area_code}


def test_the_check_writes_nothing(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    assert (batch.state, counts(batch)) == (BatchState.CHECKED, (3, 0, 0, 0))
    assert not any(all_of(model).exists() for model in (Person, Premises, Household, Tenure))


def test_a_file_with_one_wrong_row_is_not_loaded(cast: Any) -> None:
    batch = checked(cast.worker, csv_file([*FAMILY, person("", 9), person("钱七", 5, birth_date="1950-02-30")]))
    assert counts(batch) == (3, 0, 0, 2)
    assert codes(batch) == [(5, "name.missing"), (6, "dates.impossible")]
    with pytest.raises(Conflict):
        confirm_import(cast.worker, batch.pk)


def test_problems_are_told_in_words_with_row_and_column(cast: Any) -> None:
    batch = checked(cast.worker, csv_file([person("李四", 2, birth_date="1950-02-30")]))
    (line,) = problem_lines(cast.worker, batch.pk)
    assert (line.row, line.column) == (2, "出生日期")
    assert line.sentence
    assert "%(" not in line.sentence


def test_the_same_file_again_makes_nobody_twice(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    batch = checked(cast.worker, csv_file(FAMILY))
    assert counts(batch) == (0, 0, 3, 0)
    assert not batch_card(cast.worker, batch.pk).can_be_loaded
    confirm_import(cast.worker, batch.pk)
    load_import(cast.worker, batch.pk)
    assert all_of(Person).count() == 3
    assert all_of(Tenure).count() == 3
    assert all_of(Household).count() == 2
    assert not all_of(PersonRevision).exists()


def test_people_without_an_id_are_known_by_name_birth_and_home(cast: Any) -> None:
    rows = [person(citizen_id="", birth_date="1950-01-01"), person("王五", citizen_id="")]
    loaded(cast.worker, csv_file(rows))
    assert counts(checked(cast.worker, csv_file(rows))) == (0, 0, 2, 0)
    with_id = [person("李四", 2)]
    batch = loaded(cast.worker, csv_file(with_id))
    assert counts(batch) == (0, 1, 0, 0)
    assert CITIZEN_ID.open(all_of(Person).get(name="李四").citizen_id) == citizen_id(sequence=2)


def test_what_a_file_changes_becomes_a_correction(cast: Any) -> None:
    first = loaded(cast.worker, csv_file(FAMILY))
    moved = [person("李四", 2, telephone="13900138001", standing="迁出", address="闻喜路251弄3号503室")]
    batch = loaded(cast.worker, csv_file(moved))
    assert counts(batch) == (0, 1, 0, 0)
    li = all_of(Person).get(name="李四")
    assert (TELEPHONE.open(li.telephone), li.standing, li.version) == ("13900138001", "moved", 2)
    assert (li.source, li.batch_id, li.relation) == (Source.IMPORT, batch.pk, "0")
    before = all_of(PersonRevision).get(person=li)
    assert (TELEPHONE.open(before.telephone), before.version) == ("13900138000", 1)
    assert (before.batch_id, before.superseded_batch_id) == (first.pk, batch.pk)


def test_an_empty_cell_takes_nothing_away(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    batch = checked(cast.worker, csv_file([person("李四", 2, telephone="", relation="", household="")]))
    assert counts(batch) == (0, 0, 1, 0)


def test_an_entry_made_by_hand_is_found_and_not_doubled(cast: Any, world: World) -> None:
    zhang = world.zhang
    batch = loaded(
        cast.worker,
        csv_file([{"name": "张三", "citizen_id": CITIZEN_ID.open(zhang.citizen_id), "address": "闻喜路251弄3号502室"}]),
    )
    assert batch.rows_new == 0
    assert all_of(Person).filter(name="张三", area_code=zhang.area_code).count() == 1


def test_the_same_id_under_another_name_is_a_conflict(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    assert codes(checked(cast.worker, csv_file([person("李肆", 2)]))) == [(2, "ledger.other_name")]


def test_the_same_name_at_the_same_home_under_another_id_is_a_conflict(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    assert codes(checked(cast.worker, csv_file([person("李四", 77)]))) == [(2, "ledger.other_id")]


def test_two_of_a_name_cannot_be_told_apart_without_an_id(cast: Any) -> None:
    twins = [person("李四", 2), person("李四", 5, citizen_id=citizen_id(date(1980, 1, 1), 5))]
    loaded(cast.worker, csv_file(twins))
    assert codes(checked(cast.worker, csv_file([person("李四", citizen_id="")]))) == [(2, "ledger.ambiguous")]


def test_a_repeated_person_in_a_file_is_named_with_the_first_row(cast: Any) -> None:
    batch = checked(cast.worker, csv_file([person("李四", 2), person("王五", 3), person("李四", 2)]))
    assert codes(batch) == [(4, "row.repeated")]
    assert all_of(ImportProblem).get().detail == {"first": 2}


def test_two_rows_that_mean_one_entry_are_named(cast: Any) -> None:
    loaded(cast.worker, csv_file([person("李四", 2)]))
    batch = checked(cast.worker, csv_file([person("李四", 2), person("李四", citizen_id="")]))
    assert codes(batch) == [(3, "row.repeated")]


def test_other_days_for_a_tenure_are_a_conflict(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    again = [person("李四", 2, living_on="2002-05-01")]
    assert codes(checked(cast.worker, csv_file(again))) == [(2, "ledger.tenure_differs")]


def test_registered_at_two_places_is_a_conflict(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    again = [person("王五", 3, address="闻喜路251弄3号503室", registered_on="2010-05-01")]
    assert codes(checked(cast.worker, csv_file(again))) == [(2, "ledger.registered_elsewhere")]


def test_a_new_tenure_of_somebody_known_is_added(cast: Any) -> None:
    loaded(cast.worker, csv_file(FAMILY))
    batch = loaded(cast.worker, csv_file([person("李四", 2, registered_on="2010-05-01")]))
    assert counts(batch) == (0, 1, 0, 0)
    tenure = all_of(Tenure).get(batch_id=batch.pk)
    assert (tenure.person.name, tenure.kind) == ("李四", TenureKind.REGISTERED)
    assert not all_of(PersonRevision).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_the_encodings_of_office_machines_are_read(cast: Any, encoding: str) -> None:
    assert loaded(cast.worker, csv_file(FAMILY, encoding)).rows_new == 3
    assert all_of(Person).filter(name="李四").exists()


def test_an_encoding_that_is_none_is_refused_in_words(cast: Any) -> None:
    garbage = "姓名,居住地址\n山田,東京都\n".encode("shift-jis") + bytes(range(0x80, 0xFF)) * 20
    with pytest.raises(Invalid) as refusal:
        uploaded(cast.worker, io.BytesIO(garbage))
    assert refusal.value.code.startswith("tables.")
    assert not all_of(ImportBatch).exists()


def test_a_row_of_damaged_bytes_is_named(cast: Any) -> None:
    good = csv_file(FAMILY).getvalue()
    batch = checked(cast.worker, io.BytesIO(good.replace("王五".encode(), b"\xff\xfe\xfa")))
    assert codes(batch) == [(3, "tables.bytes")]
    assert batch.rows_wrong == 1


def test_a_workbook_is_loaded(cast: Any) -> None:
    assert loaded(cast.worker, xlsx_file(FAMILY), "居民.xlsx").rows_new == 3


def test_a_formula_is_named_by_its_cell(cast: Any) -> None:
    batch = checked(cast.worker, xlsx_file(FAMILY, A3='="王"&"五"'), "居民.xlsx")
    assert codes(batch) == [(3, "tables.formula")]
    assert batch.rows_wrong == 1


def test_an_id_kept_as_a_number_has_lost_its_digits(cast: Any) -> None:
    batch = checked(cast.worker, xlsx_file([person("李四", citizen_id=990000195001010020)]), "居民.xlsx")
    assert {code for _, code in codes(batch)} & {"citizen_id.lost_digits", "tables.precision_lost"}
    assert batch.rows_wrong == 1
    assert "990000195001010" not in repr(list(all_of(ImportProblem).values_list("detail", flat=True)))


def test_a_zip_bomb_is_refused(cast: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(xlsx_file(FAMILY)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in good.namelist():
            content = good.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"<row/>" * 4_000_000 + b"</sheetData>")
            bomb.writestr(name, content)
    with pytest.raises(Invalid) as refusal:
        uploaded(cast.worker, out, "居民.xlsx")
    assert refusal.value.code == "tables.bomb"


def test_a_committee_file_cannot_reach_next_door(cast: Any, city: Any) -> None:
    rows = [person("李四", 2, committee=str(city.neighbour)[:12])]
    assert codes(checked(cast.worker, csv_file(rows))) == [(2, "committee.unknown")]


def test_a_street_file_names_its_committees(cast: Any, city: Any) -> None:
    rows = [
        person("李四", 2, committee=str(city.committee)[:12]),
        person("王五", 3, committee=str(city.neighbour)[:12]),
    ]
    assert loaded(cast.street, csv_file(rows)).rows_new == 2
    assert {one.name: one.area_code for one in all_of(Person)} == {"李四": city.committee, "王五": city.neighbour}


def test_one_person_in_two_committees_is_two_entries(cast: Any, city: Any) -> None:
    rows = [
        person("李四", 2, committee=str(city.committee)[:12]),
        person("李四", 2, committee=str(city.neighbour)[:12]),
    ]
    assert counts(loaded(cast.street, csv_file(rows))) == (2, 0, 0, 0)


def test_a_street_file_without_committees_is_sent_back(cast: Any) -> None:
    batch_id = uploaded(cast.street, csv_file(FAMILY))
    with pytest.raises(Invalid) as refusal:
        choose_columns(cast.street, batch_id, all_of(ImportBatch).get(pk=batch_id).mapping)
    assert set(refusal.value.fields) == {"committee"}


def test_chosen_columns_are_remembered_for_the_same_headings(cast: Any) -> None:
    batch_id = uploaded(cast.worker, csv_file(FAMILY))
    choose_columns(cast.worker, batch_id, {"name": "姓名", "address": "居住地址"})
    again = uploaded(cast.head, csv_file(FAMILY))
    assert all_of(ImportBatch).get(pk=again).mapping == {"name": "姓名", "address": "居住地址"}


def test_one_column_cannot_serve_twice(cast: Any) -> None:
    batch_id = uploaded(cast.worker, csv_file(FAMILY))
    with pytest.raises(Invalid) as refusal:
        choose_columns(cast.worker, batch_id, {"name": "姓名", "address": "姓名"})
    assert set(refusal.value.fields) == {"address"}


def test_the_first_rows_are_kept_sealed_and_shown_masked(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    assert "李四".encode() not in bytes(batch.preview)
    (first, *_) = preview_rows(cast.worker, batch.pk)
    assert (first.name, first.address) == ("李四", "闻喜路251弄3号502室")
    assert "*" in first.citizen_id
    assert citizen_id(sequence=2) not in repr(first)


def test_whoever_sees_no_names_in_lists_reads_none_in_the_first_rows(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    (first, *_) = preview_rows(cast.district, batch.pk)
    assert (first.name, first.address, first.birth_date) == ("李*", "闻喜路251弄***", "1950")


def test_an_outsider_never_learns_of_an_import(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    for deed in (confirm_import, undo_import, forget_import):
        with pytest.raises(NotFound):
            deed(cast.neighbour, batch.pk)
    with pytest.raises(NotFound):
        batch_card(cast.neighbour, batch.pk)


def test_without_the_permission_nothing_is_taken_in(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        uploaded(cast.volunteer, csv_file(FAMILY))


def test_a_job_that_runs_twice_loads_once(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    load_import(cast.worker, batch.pk)
    assert all_of(Person).count() == 3


def test_a_ledger_that_changed_after_the_check_leaves_nothing_half_written(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    rival = loaded(cast.head, csv_file([person("李肆", 2)]))
    confirm_import(cast.worker, batch.pk)
    load_import(cast.worker, batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.failure) == (BatchState.FAILED, "import.ledger_changed")
    assert list(all_of(Person).values_list("name", "batch_id")) == [("李肆", rival.pk)]


def test_a_file_that_was_put_away_is_gone(cast: Any) -> None:
    batch = checked(cast.worker, csv_file(FAMILY))
    forget_import(cast.worker, batch.pk)
    assert not all_of(ImportBatch).exists()


def test_a_loaded_batch_cannot_be_put_away(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    with pytest.raises(Conflict):
        forget_import(cast.worker, batch.pk)


def test_each_step_is_in_the_audit_with_its_counts_and_nobodys_values(cast: Any) -> None:
    batch = loaded(cast.worker, csv_file(FAMILY))
    rows = [row for row in audit.rows(cast.audit_admin, audit.Filters()) if row.object_id == batch.pk]
    assert {row.action for row in rows} >= {
        "registry:import:upload", "registry:import:check", "registry:import:checked", "registry:import:confirm",
        "registry:import:load",
    }  # fmt: skip
    assert "李四" not in repr([row.detail for row in rows])
