from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.identifiers import (
    Sex,
    TelephoneKind,
    citizen_id,
    citizen_id_check_digit,
    credit_code,
    credit_code_check_digit,
    hk_macau_permit,
    passport,
    personal_telephone,
    taiwan_permit,
    telephone,
)

TODAY = date(2025, 6, 1)
KNOWN = "11010519491231002X"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def citizen_ids(draw):
    born = draw(st.dates(date(1850, 1, 1), TODAY))
    body = f"990000{born:%Y%m%d}{draw(st.integers(0, 999)):03}".replace(" ", "0")
    return body + citizen_id_check_digit(body)


@st.composite
def credit_codes(draw):
    body = "".join(draw(st.lists(st.sampled_from(ALPHABET), min_size=17, max_size=17)))
    return body + credit_code_check_digit(body)


def test_a_known_citizen_id_says_who_it_is():
    checked = citizen_id(KNOWN, today=TODAY)
    assert checked.is_valid
    assert (checked.value, checked.birth_on, checked.sex) == (KNOWN, date(1949, 12, 31), Sex.FEMALE)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２ｘ",
        " 110105 19491231 002X\u200b",
        "'" + KNOWN,
    ],
)
def test_a_citizen_id_is_normalised(typed):
    assert citizen_id(typed, today=TODAY).value == KNOWN


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "citizen_id.empty"),
        ("  ", "citizen_id.empty"),
        ("110105491231002", "citizen_id.old_form"),
        ("1101051949123100", "citizen_id.length"),
        ("1101051949123100X2", "citizen_id.characters"),
        ("11010519491231OO2X", "citizen_id.characters"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "citizen_id.characters"),
        ("110105194912310021", "citizen_id.check_digit"),
        ("110105194902300027", "citizen_id.birth_date"),
        ("110105194913310025", "citizen_id.birth_date"),
        ("110105209912310023", "citizen_id.birth_range"),
        ("110105184912310021", "citizen_id.birth_range"),
    ],
)
def test_what_is_wrong_with_a_citizen_id_has_a_code(typed, problem):
    checked = citizen_id(typed, today=TODAY)
    assert problem in checked.problems
    assert checked.birth_on is None
    assert checked.sex is Sex.UNKNOWN


def test_a_person_is_not_born_tomorrow():
    body = "99000020250602001"
    born_tomorrow = body + citizen_id_check_digit(body)
    assert citizen_id(born_tomorrow, today=TODAY).problems == ("citizen_id.birth_range",)
    assert citizen_id(born_tomorrow, today=date(2025, 6, 2)).is_valid


def test_an_area_that_never_was_is_odd_but_not_wrong():
    body = "17010519491231001"
    checked = citizen_id(body + citizen_id_check_digit(body), today=TODAY)
    assert checked.is_valid
    assert checked.warnings == ("citizen_id.area",)


@given(citizen_ids())
def test_every_well_formed_citizen_id_is_valid(number):
    checked = citizen_id(number, today=TODAY)
    assert checked.is_valid
    assert checked.value == number
    assert f"{checked.birth_on:%Y%m%d}" == number[6:14] or checked.birth_on.year < 1000
    assert checked.sex == (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


@given(citizen_ids(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_changed_digit_is_always_found(number, place, digit):
    changed = number[:place] + digit + number[place + 1 :]
    assert citizen_id(changed, today=TODAY).is_valid == (changed == number)


@given(citizen_ids(), st.integers(0, 16))
def test_two_neighbours_swapped_are_always_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert citizen_id(swapped, today=TODAY).is_valid == (swapped == number)


@given(st.text())
def test_no_text_makes_a_check_fail_by_itself(text):
    for check in (citizen_id, credit_code, telephone, passport, hk_macau_permit, taiwan_permit):
        checked = check(text)
        assert check(checked.value).value == checked.value


def test_a_check_digit_needs_seventeen_digits():
    for body in ("1101051949123100", "1101051949123100X", "١١٠١٠٥١٩٤٩١٢٣١٠٠٢"):
        with pytest.raises(ValueError, match="17 digits"):
            citizen_id_check_digit(body)


def test_a_known_credit_code_is_valid():
    assert credit_code(" 91512081ma62k0260e ") == ("91512081MA62K0260E", (), ())


def test_a_credit_code_with_a_failing_check_digit_is_only_warned_about():
    checked = credit_code("91350100M000100Y4Z")
    assert checked.is_valid
    assert checked.warnings == ("credit_code.check_digit",)
    assert credit_code("91350100M000100Y43").warnings == ()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "credit_code.empty"),
        ("91512081MA62K0260", "credit_code.length"),
        ("9I512081MA62K0260E", "credit_code.characters"),
        ("91512081MA62K0260 中", "credit_code.characters"),
    ],
)
def test_what_is_wrong_with_a_credit_code_has_a_code(typed, problem):
    assert credit_code(typed).problems == (problem,)


@given(credit_codes())
def test_every_well_formed_credit_code_passes(code):
    assert credit_code(code) == (code, (), ())


@given(credit_codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_of_a_credit_code_is_always_noticed(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    assert bool(credit_code(changed).warnings) == (changed != code)


@pytest.mark.parametrize(
    ("typed", "value", "kind"),
    [
        ("13800138000", "13800138000", TelephoneKind.MOBILE),
        ("+86 138-0013-8000", "13800138000", TelephoneKind.MOBILE),
        ("86 13800138000", "13800138000", TelephoneKind.MOBILE),
        ("008613800138000", "13800138000", TelephoneKind.MOBILE),
        ("１３８ ００１３ ８０００", "13800138000", TelephoneKind.MOBILE),
        ("'13800138000", "13800138000", TelephoneKind.MOBILE),
        ("021-62345678", "021-62345678", TelephoneKind.LANDLINE),
        ("（021）6234 5678", "021-62345678", TelephoneKind.LANDLINE),
        ("02162345678", "021-62345678", TelephoneKind.LANDLINE),
        ("+86 21 6234 5678", "021-62345678", TelephoneKind.LANDLINE),
        ("021-62345678转801", "021-62345678-801", TelephoneKind.LANDLINE),
        ("021-62345678 ext. 801", "021-62345678-801", TelephoneKind.LANDLINE),
        ("0571-8765432", "0571-8765432", TelephoneKind.LANDLINE),
        ("12345", "12345", TelephoneKind.SERVICE),
        ("110", "110", TelephoneKind.SERVICE),
        ("400-820-8820", "4008208820", TelephoneKind.SERVICE),
        ("+86 400 820 8820", "4008208820", TelephoneKind.SERVICE),
        ("0086-800-820-8820", "8008208820", TelephoneKind.SERVICE),
        ("+852 2345 6789", "+85223456789", TelephoneKind.FOREIGN),
    ],
)
def test_telephones_are_normalised(typed, value, kind):
    assert telephone(typed) == (value, (), (), kind)


def test_a_landline_without_its_city_is_completed_or_warned_about():
    assert telephone("6234 5678").warnings == ("telephone.no_city_prefix",)
    assert telephone("6234 5678", city_prefix="021") == ("021-62345678", (), (), TelephoneKind.LANDLINE)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "telephone.empty"),
        ("13800138000/62345678", "telephone.several"),
        ("13800138000、13900139000", "telephone.several"),
        ("1.38E+10", "telephone.characters"),
        ("没有", "telephone.characters"),
        ("1380013800", "telephone.format"),
        ("12800138000", "telephone.format"),
        ("138001380001", "telephone.format"),
    ],
)
def test_what_is_wrong_with_a_telephone_has_a_code(typed, problem):
    assert telephone(typed).problems == (problem,)


@pytest.mark.parametrize(
    "typed", ["110", "123", "12345", "１２３４５", "95588", "10086", "400-820-8820", "800 820 8820"]
)
def test_behind_a_hotline_no_person_answers(typed):
    assert personal_telephone(typed).problems == ("telephone.service",)
    assert telephone(typed).is_valid  # an organisation may well have it


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("13800138000", "13800138000"),
        ("021-62345678", "021-62345678"),
        ("6234 5678", "62345678"),
        ("8765432", "8765432"),
        ("+44 20 7946 0018", "+442079460018"),
    ],
)
def test_a_person_has_a_mobile_a_landline_or_a_foreign_number(typed, value):
    found = personal_telephone(typed)
    assert (found.value, found.problems) == (value, ())


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.integers(1, 10))
def test_a_mobile_is_found_whatever_separates_it(number, place):
    for separator in (" ", "-", "\u3000", "."):
        assert telephone(number[:place] + separator + number[place:]).value == number


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (passport, "e12345678", "护照123"),
        (passport, "EA1234567", "ABCDEFGH"),
        (hk_macau_permit, "h1234567800", "X12345678"),
        (taiwan_permit, "12345678", "1234567"),
    ],
)
def test_travel_documents_are_checked_loosely(check, good, bad):
    assert check(good).value == good.upper()
    assert check(good).is_valid
    assert check(bad).problems == (f"{check.__name__}.format",)
    assert check("").problems == (f"{check.__name__}.empty",)
