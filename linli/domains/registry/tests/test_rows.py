"""One raw row becomes a draft, or problems that somebody can act on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.registry.models.person import Relation, Sex, Standing
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.rules import values
from linli.domains.registry.rules.columns import Field, missing, places, propose, recognise
from linli.domains.registry.rules.drafts import Bond, Committees, PersonDraft, Problem
from linli.domains.registry.rules.rows import RowReader
from linli.domains.registry.tests.world import citizen_id
from linli.toolbox.identifiers import citizen_id_check_digit

TODAY = date(2026, 11, 22)
OWN = 3101060200010000
COMMITTEES = Committees(OWN, {"310106020001": OWN, "共和新村": OWN})
ALL = {field: position for position, field in enumerate(Field)}


def read(**cells: Any) -> tuple[PersonDraft | None, list[Problem]]:
    """Read one row whose name and address are right unless the test says otherwise."""
    given = {"name": "李四", "address": "闻喜路251弄3号502室"} | cells
    reader = RowReader(ALL, COMMITTEES, TODAY)
    return reader.read(7, [given.get(field, "") for field in Field]), reader.problems


def codes(**cells: Any) -> list[str]:
    return [problem.code for problem in read(**cells)[1]]


def test_a_row_becomes_a_draft() -> None:
    draft, problems = read(
        citizen_id=citizen_id(date(1950, 1, 1), 2), telephone="139 0013 8000", household="H1", relation="户主",
        standing="人户分离", registered_on="2001-05-01",
    )  # fmt: skip
    assert problems == []
    assert draft is not None
    assert (draft.row, draft.committee, draft.name, draft.sex) == (7, OWN, "李四", 2)
    assert (draft.birth_date, draft.telephone) == (date(1950, 1, 1), "13900138000")
    assert draft.home.path == "闻喜路/251弄/3号/502室"
    assert [step.kind for step in draft.home.steps] == ["road", "lane", "number", "room"]
    assert (draft.household, draft.relation, draft.standing) == ("H1", "0", "away")
    assert draft.bonds == (Bond(values.REGISTERED, date(2001, 5, 1), None),)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": ""}, "name.missing"),
        ({"name": "长" * 81}, "text.too_long"),
        ({"address": ""}, "address.missing"),
        ({"address": "上海市静安区"}, "address.no_house"),
        ({"sex": "男女"}, "sex.unknown"),
        ({"relation": "邻居"}, "relation.unknown"),
        ({"standing": "也许"}, "standing.unknown"),
        ({"birth_date": "2020-02-30"}, "dates.impossible"),
        ({"birth_date": "2020-13-01"}, "dates.impossible"),
        ({"birth_date": "1990-05"}, "dates.incomplete"),
        ({"birth_date": "90-05-01"}, "dates.two_digit_year"),
        ({"birth_date": "02/03/1990"}, "dates.order"),
        ({"birth_date": "去年"}, "dates.format"),
        ({"birth_date": "2026-11-23"}, "birth_date.future"),
        ({"birth_date": "0001-01-01"}, "dates.range"),
        ({"citizen_id": "990000195001010020"}, "citizen_id.check_digit"),
        ({"citizen_id": "99000019500101002"}, "citizen_id.length"),
        ({"citizen_id": "310106500101002"}, "citizen_id.old_form"),
        ({"citizen_id": "99000019500230002X"}, "citizen_id.birth_date"),
        ({"citizen_id": "9.90000195001E+17"}, "citizen_id.lost_digits"),
        ({"citizen_id": 990000195001010000}, "citizen_id.lost_digits"),
        ({"citizen_id": 9.90000195001010e17}, "citizen_id.lost_digits"),
        ({"citizen_id": "990000195001020000"}, "citizen_id.lost_digits"),
        ({"citizen_id": citizen_id(date(1950, 1, 1)), "birth_date": "1950-01-02"}, "birth_date.contradicts_id"),
        ({"citizen_id": citizen_id(date(1950, 1, 1), 1), "sex": "女"}, "sex.contradicts_id"),
        ({"telephone": "1390013800"}, "telephone.format"),
        ({"telephone": "13900138000/13900138001"}, "telephone.several"),
        ({"telephone": "1.39001E+10"}, "telephone.lost_digits"),
        ({"committee": "别处居委会"}, "committee.unknown"),
        ({"tenure": "借住"}, "tenure.unknown"),
        ({"tenure": "租住", "tenure_from": "2020-05-01", "tenure_to": "2020-04-01"}, "tenure.backwards"),
        ({"living_on": "2030-01-01"}, "tenure.future"),
        ({"living_on": "1990-01-01", "birth_date": "1995-01-01"}, "tenure.before_birth"),
    ],
)
def test_a_wrong_cell_is_named_by_row_field_and_code(cells: dict[str, Any], code: str) -> None:
    draft, problems = read(**cells)
    assert draft is None
    wrong = [problem for problem in problems if not problem.is_warning]
    assert code in [problem.code for problem in wrong]
    assert {problem.row for problem in wrong} == {7}
    assert all(problem.field in set(Field) for problem in wrong)


def test_all_problems_of_a_row_are_told_at_once() -> None:
    assert codes(name="", sex="?", birth_date="?", telephone="?") == [
        "name.missing", "sex.unknown", "dates.format", "telephone.characters",
    ]  # fmt: skip


def test_no_problem_repeats_what_stands_in_the_cell() -> None:
    secret = "990000195001010020"
    _, problems = read(citizen_id=secret, telephone="1390013800", birth_date="1950-02-31")
    assert secret not in repr(problems)
    assert "1390013800" not in repr(problems)


def test_a_real_id_that_ends_in_zeros_is_no_lost_one() -> None:
    assert citizen_id_check_digit("99000019500101000") == "0"
    assert codes(citizen_id="990000195001010000") == []


def test_an_odd_address_is_kept_and_warned_of() -> None:
    draft, problems = read(address="闻喜路251弄3号小阁楼旁")
    assert draft is not None
    assert [(problem.code, problem.is_warning) for problem in problems] == [("address.rest", True)]
    assert draft.home.path == "闻喜路/251弄/3号/小阁楼旁"


def test_kinds_of_tenure_may_stand_in_one_cell() -> None:
    draft, _ = read(tenure="户籍、产权", tenure_from=datetime(2001, 5, 1, 12, 0), tenure_to="")
    assert draft is not None
    assert [(bond.kind, bond.since) for bond in draft.bonds] == [
        (values.REGISTERED, date(2001, 5, 1)), (values.OWNING, date(2001, 5, 1)),
    ]  # fmt: skip


def test_a_file_above_the_committees_must_name_them() -> None:
    reader = RowReader(ALL, Committees(None, {"310106020001": OWN}), TODAY)
    cells = {"name": "李四", "address": "闻喜路251弄3号502室"}
    assert reader.read(2, [cells.get(field, "") for field in Field]) is None
    assert [problem.code for problem in reader.problems] == ["committee.missing"]


def test_a_row_shorter_than_the_headings_is_read() -> None:
    reader = RowReader({Field.NAME: 0, Field.ADDRESS: 1, Field.TELEPHONE: 9}, COMMITTEES, TODAY)
    draft = reader.read(2, ["李四", "闻喜路251弄3号502室"])
    assert draft is not None
    assert draft.telephone == ""


@given(st.lists(st.one_of(st.text(), st.integers(), st.floats(), st.dates(), st.booleans()), max_size=len(ALL)))
def test_whatever_stands_in_the_cells_the_reader_answers(cells: list[Any]) -> None:
    reader = RowReader(ALL, COMMITTEES, TODAY)
    draft = reader.read(2, cells)
    assert draft is not None or any(not problem.is_warning for problem in reader.problems)


@given(st.text(max_size=30), st.text(max_size=60))
def test_what_reaches_the_database_breaks_no_line_and_no_field(name: str, address: str) -> None:
    draft, _ = read(name=name, address=address)
    if draft is not None:
        said = [draft.name, draft.household, *(text for step in draft.home.steps for text in (step.label, step.path))]
        assert not any(character in text for text in said for character in "\t\n\r\0\v\f\x85\u2028")


@given(st.integers(1, 999), st.dates(date(1900, 1, 1), TODAY))
def test_birth_and_sex_come_from_a_valid_id(sequence: int, born: date) -> None:
    draft, problems = read(citizen_id=citizen_id(born, sequence))
    assert problems == []
    assert draft is not None
    assert (draft.birth_date, draft.sex) == (born, 1 if sequence % 2 else 2)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名", Field.NAME),
        ("姓  名*", Field.NAME),
        ("身份证号码（必填）", Field.CITIZEN_ID),
        ("Citizen ID", Field.CITIZEN_ID),
        ("手机号", Field.TELEPHONE),
        ("与户主关系", Field.RELATION),
        ("Date of birth", Field.BIRTH_DATE),
        ("家庭住址：", Field.ADDRESS),
        ("血型", None),
    ],
)
def test_columns_are_recognised_by_their_headings(heading: str, field: Field | None) -> None:
    assert recognise(heading) == field


def test_a_proposal_uses_each_heading_once_and_memory_comes_first() -> None:
    headings = ["姓名", "名字", "住址", "备注"]
    assert propose(headings) == {"name": "姓名", "address": "住址"}
    assert propose(headings, {"name": "名字", "address": "住址"}) == {"name": "名字", "address": "住址"}
    assert propose(headings, {"name": "不在", "address": "住址"}) == {"address": "住址"}


def test_missing_columns_are_told() -> None:
    assert missing({"name": "姓名"}, needs_committee=False) == [Field.ADDRESS]
    assert missing({"name": "姓名", "address": "住址"}, needs_committee=True) == [Field.COMMITTEE]


def test_the_first_of_two_equal_headings_is_read() -> None:
    assert places(["姓名", "住址", "姓名"], {"name": "姓名"}) == {Field.NAME: 0}


def test_the_words_of_the_rules_are_those_of_the_tables() -> None:
    assert {values.read_sex(word) for word in "男女09"} == set(map(int, Sex))
    assert {values.read_relation(str(digit)) for digit in range(9)} == set(Relation) - {Relation.UNKNOWN}
    assert {values.read_standing(word) for word in ("在住", "人户分离", "迁出", "死亡")} == set(Standing)
    assert values.read_tenures("户籍、居住、产权、租住") == tuple(map(int, TenureKind))
    assert (values.REGISTERED, values.RENTING) == (TenureKind.REGISTERED, TenureKind.RENTING)
    assert values.read_relation("02") == Relation.HEAD
