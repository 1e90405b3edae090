"""A city comes in whole or not at all, and as often as one likes."""

import csv
import gzip
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from linli.foundation.territory.loading.city_file import SHANGHAI_2023, read_city
from linli.foundation.territory.loading.load import load_city, load_national
from linli.foundation.territory.models import Area, AreaChange, AreaKind, AreaName
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level

pytestmark = pytest.mark.django_db

LATER = date(2025, 6, 30)


def _shanghai() -> list[dict[str, str]]:
    with gzip.open(SHANGHAI_2023, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _file(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "city.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_shanghai_comes_in_with_all_its_levels():
    found = Counter(Area.objects.exclude(level=Level.UNIT).values_list("level", flat=True))
    assert found == {Level.CITY: 1, Level.DISTRICT: 16, Level.STREET: 234, Level.COMMITTEE: 6509}


def test_jingan_has_14_streets_266_committees_and_a_village():
    jingan = Area.objects.get(name="静安区")
    below = Counter(Area.objects.under(jingan).exclude(level=Level.UNIT).values_list("kind", flat=True))
    assert below == {
        AreaKind.SUBDISTRICT: 13,
        AreaKind.TOWN: 1,
        AreaKind.NEIGHBOURHOOD_COMMITTEE: 266,
        AreaKind.VILLAGE_COMMITTEE: 1,
    }


def test_the_row_at_which_nobody_governs_is_left_out():
    assert not Area.objects.filter(name="市辖区").exists()
    assert Area.objects.get(name="静安区").parent.name == "上海市"


def test_every_area_lies_inside_its_parent_and_one_level_below():
    for area in Area.objects.exclude(level=Level.UNIT).exclude(parent=None).select_related("parent"):
        assert area.parent.code <= area.code < area.hi <= area.parent.hi
        assert area.parent.level == area.level - 1


def test_every_area_has_one_name_of_today():
    current = Area.objects.count()
    assert AreaName.objects.filter(valid_to=None).count() == current


def test_a_second_load_changes_nothing():
    report = load_city()
    assert (report.added, report.renamed, report.closed) == (0, 0, 0)
    assert report.unchanged == 6760


def test_a_newer_file_renames_and_keeps_the_old_name(tmp_path):
    rows = _shanghai()
    next(row for row in rows if row["code12"] == "310106020005")["name"] = "平顺路居委会"
    report = load_city(_file(tmp_path, rows), as_of=LATER)
    area = Area.objects.get(national_code="310106020005")
    assert report.renamed == 1
    assert area.name == "平顺路居委会"
    assert [name.valid_to for name in area.names.all()] == [LATER, None]
    assert AreaChange.objects.get(from_area=area).on == LATER


def test_an_older_file_does_not_undo_a_newer_decision(tmp_path):
    rows = _shanghai()
    next(row for row in rows if row["code12"] == "310106020005")["name"] = "平顺路居委会"
    load_city(_file(tmp_path, rows), as_of=LATER)
    report = load_city()
    assert report.renamed == 0
    assert Area.objects.get(national_code="310106020005").name == "平顺路居委会"


def test_what_a_newer_file_no_longer_names_is_closed_not_deleted(tmp_path):
    rows = [row for row in _shanghai() if row["code12"] != "310106020005"]
    report = load_city(_file(tmp_path, rows), as_of=LATER)
    area = Area.objects.get(national_code="310106020005")
    assert report.closed == 1
    assert area.valid_to == LATER
    assert area.names.get().valid_to == LATER


def test_what_a_newer_file_adds_is_founded_since(tmp_path):
    rows = _shanghai()
    rows.append({**rows[-1], "code12": "310106020999", "name": "新设居委会", "kind": "居委会", "level": "5"})
    load_city(_file(tmp_path, rows), as_of=LATER)
    assert Area.objects.get(national_code="310106020999").valid_from == LATER


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda rows: rows.append(dict(rows[500])), "two|twice|两次"),
        (lambda rows: rows.append({**rows[-1], "code12": "320102001001"}), "no area|不在"),
        (lambda rows: rows.append({**rows[-1], "kind": "街道办"}), "街道办"),
        (lambda rows: rows.append({**rows[-1], "code12": "3101O6020001"}), "3101O6020001"),
        (lambda rows: rows.append({**rows[-1], "code12": "310106020998", "name": " "}), "310106020998"),
    ],
    ids=["twice", "of another city", "unknown kind", "a letter in the code", "no name"],
)
def test_a_file_with_one_bad_row_loads_nothing(tmp_path, spoil, sentence):
    rows = _shanghai()
    next(row for row in rows if row["code12"] == "310106020005")["name"] = "平顺路居委会"
    spoil(rows)
    with pytest.raises(Invalid, match=sentence):
        load_city(_file(tmp_path, rows), as_of=LATER)
    assert Area.objects.get(national_code="310106020005").name == "平顺路一八零弄居委会"


def test_a_file_without_the_columns_is_refused(tmp_path):
    with pytest.raises(Invalid, match="code12"):
        load_city(_file(tmp_path, [{"code": "31", "name": "上海市"}]))


def test_the_file_is_read_with_the_kinds_it_says():
    kinds = Counter(row.kind for row in read_city(SHANGHAI_2023))
    assert kinds[AreaKind.VILLAGE_COMMITTEE] == 1555
    assert kinds[AreaKind.SPECIAL_ZONE] == 19
    assert kinds[AreaKind.STATISTICAL_COMMUNITY] == 13


STREETS = """code,name,areaCode,provinceCode,cityCode
330106001,"北山街道",330106,33,3301
330122100,"桐君街道",330122,33,3301
441900003,"东城街道",441900,44,4419
"""
VILLAGES = """code,name,streetCode,provinceCode,cityCode,areaCode
330106001001,"栖霞岭社区居委会",330106001,33,3301,330106
330122100200,"浮桥埠村委会",330122100,33,3301,330122
441900003001,"岗贝社区居民委员会",441900003,44,4419,441900
"""
HANGZHOU = {"3301": "杭州市", "330106": "西湖区", "330122": "桐庐县"}


@pytest.fixture
def national(tmp_path) -> tuple[Path, Path]:
    streets, villages = tmp_path / "streets.csv", tmp_path / "villages.csv.gz"
    streets.write_text(STREETS, encoding="utf-8")
    with gzip.open(villages, "wt", encoding="utf-8") as file:
        file.write(VILLAGES)
    return streets, villages


def test_another_city_comes_from_the_national_files(national):
    report = load_national(national, "3301", names=HANGZHOU)
    committee = Area.objects.get(national_code="330106001001")
    names = [area.name for area in Area.objects.around(committee.code)]
    assert report.added == 7
    assert names == ["杭州市", "西湖区", "北山街道", "栖霞岭社区居委会"]
    assert Area.objects.get(name="桐庐县").kind == AreaKind.COUNTY
    assert Area.objects.get(name="浮桥埠村委会").kind == AreaKind.VILLAGE_COMMITTEE


def test_a_city_without_districts_has_its_streets_straight_below(national):
    load_national(national, "4419", names={"4419": "东莞市"})
    assert Area.objects.get(national_code="441900003000").parent.name == "东莞市"


def test_names_that_the_national_files_do_not_give_are_asked_for_not_invented(national):
    with pytest.raises(Invalid, match="330106, 330122"):
        load_national(national, "3301", names={"3301": "杭州市"})


@pytest.mark.parametrize("prefix", ["33", "3101", "33010", "宁波"])
def test_a_prefix_that_names_no_city_is_refused(national, prefix):
    with pytest.raises(Invalid):
        load_national(national, prefix, names=HANGZHOU)


def _national_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_files_of_cities_and_districts_name_what_nobody_has_to_type(national, tmp_path):
    areas = _national_file(tmp_path, "areas.csv", "code,name,cityCode\n330106,西湖区,3301\n330122,桐庐县,3301\n")
    cities = _national_file(tmp_path, "cities.csv", "code,name\n3301,杭州市\n4419,东莞市\n")
    load_national([*national, areas, cities], "杭州")
    assert [area.name for area in Area.objects.around(3301060010010000)][:2] == ["杭州市", "西湖区"]


def test_a_name_given_by_hand_goes_before_the_files(national, tmp_path):
    areas = _national_file(tmp_path, "areas.csv", "code,name\n3301,杭州市\n330106,西子区\n330122,桐庐县\n")
    load_national([*national, areas], "3301", names={"330106": "西湖区"})
    assert Area.objects.get(pk=3301060000000000).name == "西湖区"


def test_another_city_loaded_again_changes_nothing(national):
    load_national(national, "3301", names=HANGZHOU)
    report = load_national(national, "3301", names=HANGZHOU)
    assert (report.added, report.renamed, report.closed, report.unchanged) == (0, 0, 0, 7)


@pytest.mark.parametrize("left_out", [0, 1], ids=["no streets", "no committees"])
def test_half_a_city_is_refused_for_a_second_load_would_close_the_other_half(national, left_out):
    load_national(national, "3301", names=HANGZHOU)
    with pytest.raises(Invalid, match="3301"):
        load_national([national[1 - left_out]], "3301", names=HANGZHOU, as_of=LATER)
    assert not Area.objects.filter(national_code__startswith="3301").exclude(valid_to=None).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("number,title\n330106001,北山街道\n", "code, name"),
        ("code,name\n33010600,北山街道\n", "33010600"),
        ("code,name\n330106001,南山街道\n", "南山街道"),
        ("code,name\n330106002003,无街道社区\n", "330106002003"),
        (f"code,name\n330106003,{'长' * 81}街道\n", "80"),
        (f"code,name\n330106003,{'长' * 140_000}\n", "more.csv"),
    ],
    ids=["other columns", "8 digits", "two names", "a committee of no street", "a long name", "a cell without end"],
)
def test_a_national_file_that_is_wrong_says_where(national, tmp_path, text, sentence):
    wrong = _national_file(tmp_path, "more.csv", text)
    with pytest.raises(Invalid, match=sentence):
        load_national([*national, wrong], "3301", names=HANGZHOU)
    assert not Area.objects.filter(pk=3301000000000000).exists()


def test_what_cannot_be_seen_is_in_no_name(national, tmp_path):
    hidden = _national_file(tmp_path, "more.csv", "code,name\n330106003,北\x00山\u202e 二街道\n")
    load_national([*national, hidden], "3301", names=HANGZHOU)
    assert Area.objects.get(pk=3301060030000000).name == "北山 二街道"


def test_a_file_in_another_encoding_or_cut_off_is_refused_in_words(national, tmp_path):
    gbk = tmp_path / "gbk.csv"
    gbk.write_bytes(STREETS.encode("gb18030"))
    with pytest.raises(Invalid, match="UTF-8"):
        load_national([gbk, national[1]], "3301", names=HANGZHOU)
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(national[1].read_bytes()[:-12])
    with pytest.raises(Invalid, match="gzip"):
        load_national([national[0], cut], "3301", names=HANGZHOU)
