"""Looking after an installation from the terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner, Result

from linli.cli.main import app
from linli.foundation.audit import public as audit
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.usefixtures("committed_db", "anchors_of_its_own")


@pytest.fixture
def anchors_of_its_own(settings, tmp_path: Path) -> None:
    """Keep the anchors of a database that is emptied after each test out of the home of all tests."""
    settings.LINLI_HOME = tmp_path


def _linli(*command: str) -> Result:
    return CliRunner().invoke(app, list(command))


def _record(actor, object_id: int) -> None:
    with wall(actor.scope):
        audit.record(actor, "registry:person:open", kind="person", object_id=object_id, subject_id=object_id)


def _seal_all() -> None:
    """Seal until nothing waits: a transaction of a neighbouring test database holds sealing up for a moment."""
    for _ in range(100):
        assert _linli("audit", "seal").exit_code == 0
        if audit.verify().unsealed == 0:
            return
        time.sleep(0.1)
    pytest.fail("The rows were not sealed within ten seconds.")


def test_loading_a_city_again_changes_nothing() -> None:
    answer = _linli("territory", "load")

    assert answer.exit_code == 0, answer.exception
    assert answer.stdout.startswith("0 areas added, 0 renamed, 0 closed, ")


@pytest.fixture
def national(tmp_path: Path, owner_connection: psycopg.Connection) -> Iterator[list[str]]:
    """Give two small national files, and take the city out again: other tests stand on the territory."""
    streets, villages = tmp_path / "streets.csv", tmp_path / "villages.csv"
    streets.write_text("code,name\n330106001,北山街道\n310106006,江宁路街道\n", encoding="utf-8")
    villages.write_text("code,name\n330106001001,栖霞岭社区居委会\n", encoding="utf-8")
    yield ["--national", str(streets), "--national", str(villages)]
    for level in (4, 3, 2, 1):
        owner_connection.execute(
            "DELETE FROM territory_areaname USING territory_area a"
            " WHERE a.code = area_id AND a.code / 1000000000000 = 3301 AND a.level = %s",
            [level],
        )
        owner_connection.execute("DELETE FROM territory_area WHERE code / 1000000000000 = 3301 AND level = %s", [level])


def test_another_city_is_loaded_from_the_national_files_and_again_changes_nothing(national) -> None:
    asked = ["territory", "load", "--city", "3301", *national, "--name", "3301=杭州市", "--name", "330106=西湖区"]

    assert _linli(*asked).stdout.startswith("4 areas added, 0 renamed, 0 closed, 0 unchanged.")
    assert _linli(*asked).stdout.startswith("0 areas added, 0 renamed, 0 closed, 4 unchanged.")


def test_the_names_that_are_missing_are_told_by_code(national) -> None:
    answer = _linli("territory", "load", "--city", "3301", *national)

    assert isinstance(answer.exception, Invalid)
    assert "3301, 330106" in str(answer.exception)


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (["--city", "3301"], "--national"),
        (["--name", "3301=杭州市"], "--national"),
        (["--as-of", "2999-01-01"], "--as-of"),
    ],
)
def test_what_does_not_go_together_is_said_before_anything_is_done(more, hint) -> None:
    answer = _linli("territory", "load", *more)

    assert answer.exit_code == 2
    assert hint in answer.output


def test_a_name_without_a_code_is_refused(national) -> None:
    answer = _linli("territory", "load", "--city", "3301", *national, "--name", "杭州市")

    assert answer.exit_code == 2
    assert "330106=西湖区" in answer.output


def test_the_first_run_makes_three_administrators_once() -> None:
    answer = _linli("first-run")

    assert answer.exit_code == 0, answer.exception
    lines = [line.split() for line in answer.stdout.splitlines()[:3]]
    assert [words[0] for words in lines] == ["system.admin", "security.admin", "audit.admin"]
    assert len({words[1] for words in lines}) == 3
    assert isinstance(_linli("first-run").exception, Conflict)


def test_a_changed_row_is_named_and_the_verification_fails(cast, owner_connection: psycopg.Connection) -> None:
    for number in range(3):
        _record(cast.worker, number)
    _seal_all()
    assert _linli("audit", "verify").exit_code == 0
    (row,) = owner_connection.execute(
        "UPDATE audit_row SET at = at + %s WHERE object_id = '1' RETURNING id", [timedelta(seconds=1)]
    ).fetchone()

    answer = _linli("audit", "verify")

    assert answer.exit_code == 1
    assert str(row) in answer.stdout


def test_nothing_to_retire_says_so() -> None:
    assert "There is no old key." in _linli("vault", "retire").stdout


def test_an_algorithm_that_is_none_is_refused() -> None:
    answer = _linli("vault", "rotate", "--algorithm", "rot13")

    assert answer.exit_code == 2
    assert "sm4-gcm or aes-gcm" in answer.output


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("姓名,地址\n张三,平顺路100弄1号101室\n李四,平顺路100弄1号102室\n", encoding="utf-8")
    return path


def test_a_file_is_imported_under_somebodys_post_and_again_makes_nobody_twice(cast, sheet: Path) -> None:
    first = _linli("import", str(sheet), "--as", "worker")
    again = _linli("import", str(sheet), "--as", "worker")

    assert first.exit_code == 0, first.exception or first.output
    assert "2 people added" in first.stdout
    assert again.exit_code == 0
    assert "all 2 rows are there already" in again.stdout


def test_a_file_with_a_wrong_row_loads_nothing_and_names_the_row(cast, sheet: Path) -> None:
    with sheet.open("a", encoding="utf-8") as file:
        file.write(",平顺路100弄1号103室\n")

    answer = _linli("import", str(sheet), "--as", "worker")

    assert answer.exit_code == 1
    assert "row 4" in answer.stdout


def test_an_import_under_a_post_that_may_not_import_is_refused(cast, sheet: Path) -> None:
    assert isinstance(_linli("import", str(sheet), "--as", "resident").exception, NotAllowed)
    assert isinstance(_linli("import", str(sheet), "--as", "stranger").exception, NotFound)
