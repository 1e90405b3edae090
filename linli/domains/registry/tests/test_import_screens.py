"""The way through the pages of an import and an export, as a browser goes it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.domains.registry import tasks
from linli.domains.registry.models import Export, ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.queries.problems import SENTENCES, sentence_of
from linli.domains.registry.tests.sheets import FAMILY, csv_file, person
from linli.domains.registry.tests.world import World
from linli.foundation.accounts.models import Post
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox import codes
from linli.toolbox.tables import open_table, write_xlsx

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def browser(cast: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(cast.worker)


def work() -> None:
    """Do what waits in the queue, as a worker would."""
    jobs = {
        "registry.check_import": tasks.check_import_job,
        "registry.load_import": tasks.load_import_job,
        "registry.undo_import": tasks.undo_import_job,
        "registry.write_export": tasks.write_export_job,
    }
    for job in ProcrastinateJob.objects.filter(task_name__in=jobs).order_by("pk"):
        jobs[job.task_name](**job.args)


def send(browser: Client, file: io.BytesIO, name: str = "居民.csv") -> Any:
    return browser.post("/imports/new/", {"file": SimpleUploadedFile(name, file.getvalue())})


def batch() -> ImportBatch:
    with wall(Scope.EVERYTHING):
        return ImportBatch.objects.everywhere(because="test").get()


def checked(browser: Client, file: io.BytesIO) -> str:
    """Send a file through to its checked page; give the address."""
    columns = send(browser, file).url
    page = browser.post(columns, batch().mapping).url
    work()
    return str(page)


def test_a_file_goes_from_upload_to_the_ledger_and_back(browser: Client) -> None:
    page = checked(browser, csv_file(FAMILY))
    shown = browser.get(page).content.decode()
    assert "每一行都没有问题" in shown
    assert "李四" in shown
    assert browser.post(f"{page}load/").url == page
    assert 'hx-trigger="every 2s"' in browser.get(page).content.decode()
    work()
    shown = browser.get(page).content.decode()
    assert "文件已进入台账" in shown
    assert "hx-trigger" not in shown.split('id="import-state"')[1].split(">")[0]
    assert "李四" in browser.get("/people/").content.decode()
    browser.post(f"{page}undo/")
    work()
    assert "已撤销" in browser.get(page).content.decode()
    assert "李四" not in browser.get("/people/").content.decode()


def test_wrong_rows_are_listed_and_can_be_downloaded(browser: Client) -> None:
    page = checked(browser, csv_file([person("", 2), person("王五", 3, birth_date="1950-02-30")]))
    shown = browser.get(page).content.decode()
    assert "有 2 行有误" in shown
    assert f"{page}load/" not in shown
    table = open_table(io.BytesIO(browser.get(f"{page}problems/").content), "problems.csv")
    assert [row.cells[0] for row in table.rows()] == ["2", "3"]


def test_htmx_gets_the_state_and_not_the_page(browser: Client) -> None:
    page = checked(browser, csv_file(FAMILY))
    fragment = browser.get(page, **HTMX).content.decode()
    assert "<html" not in fragment
    assert 'id="import-state"' in fragment


def test_progress_works_without_scripts(browser: Client) -> None:
    columns = send(browser, csv_file(FAMILY)).url
    page = browser.post(columns, batch().mapping).url
    shown = browser.get(page).content.decode()
    assert "<progress" in shown
    assert f'href="{page}"' in shown


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "文件"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "a.xlsx", "XLSX"),
        (b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", "a.xls", "网页"),
        ("姓名,姓名\n张三,李四\n".encode(), "a.csv", "列名相同"),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_the_field(
    browser: Client, content: bytes, name: str, words: str
) -> None:
    answer = browser.post("/imports/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with wall(Scope.EVERYTHING):
        assert not ImportBatch.objects.everywhere(because="test").exists()


@pytest.mark.parametrize("width", [201, 16_000])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_with_an_absurd_number_of_columns_is_refused_at_the_edge(browser: Client, kind: str, width: int) -> None:
    headings = ["姓名", "居住地址", *(str(number) for number in range(width - 2))]
    content = io.BytesIO((",".join(headings) + "\n").encode())
    if kind == "xlsx":
        write_xlsx(content := io.BytesIO(), headings, [])
    answer = browser.post("/imports/new/", {"file": SimpleUploadedFile(f"a.{kind}", content.getvalue())})
    assert answer.status_code == 422
    assert "超过 200 列" in answer.content.decode()
    with wall(Scope.EVERYTHING):
        assert not ImportBatch.objects.everywhere(because="test").exists()


def test_a_file_of_two_hundred_columns_is_taken(browser: Client) -> None:
    headings = ["姓名", "居住地址", *(str(number) for number in range(198))]
    assert send(browser, io.BytesIO((",".join(headings) + "\n").encode())).status_code == 302


def test_columns_that_are_missing_are_marked(browser: Client) -> None:
    columns = send(browser, csv_file(FAMILY)).url
    answer = browser.post(columns, {"name": "姓名"})
    assert answer.status_code == 422
    assert batch().state == BatchState.UPLOADED


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_empty_file_offered_is_understood_when_it_comes_back(browser: Client, language: str) -> None:
    browser.cookies["linli_language"] = language
    table = open_table(io.BytesIO(browser.get("/imports/empty/").content), "empty.xlsx")
    rows = ",".join(table.columns) + "\n" + "李四" + "," * (len(table.columns) - 1)
    send(browser, io.BytesIO(rows.encode()))
    assert len(batch().mapping) == len(table.columns)


def test_a_job_whose_post_has_ended_writes_nothing(browser: Client, cast: Any) -> None:
    columns = send(browser, csv_file(FAMILY)).url
    browser.post(columns, batch().mapping)
    with wall(Scope.EVERYTHING):
        Post.objects.everywhere(because="test").filter(pk=cast.worker.post_id).update(ends_on="2020-01-02")
    work()
    assert (batch().state, batch().failure) == (BatchState.FAILED, "import.post_ended")


def test_the_list_of_imports_costs_the_same_however_long(browser: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/imports/").status_code == 200
        return len(queries)

    send(browser, csv_file(FAMILY))
    cost()
    one = cost()
    for _ in range(4):
        send(browser, csv_file(FAMILY))
    assert cost() == one


def test_a_list_is_exported_with_a_purpose(browser: Client, world: World) -> None:
    assert browser.get("/exports/new/?q=张三").status_code == 200
    assert browser.post("/exports/new/", {"query": "q=张三", "format": "csv"}).status_code == 422
    answer = browser.post("/exports/new/", {"query": "q=张三", "purpose": "visit", "format": "csv"})
    assert answer.url == "/exports/"
    assert "hx-trigger" in browser.get("/exports/").content.decode()
    work()
    with wall(Scope.EVERYTHING):
        export = Export.objects.everywhere(because="test").get()
    answer = browser.get(f"/exports/{export.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    table = open_table(io.BytesIO(answer.content), "export.csv")
    assert [row.cells[0] for row in table.rows()] == ["张三"]


def test_every_code_has_its_sentence() -> None:
    said = codes.TABLE_ROWS | codes.TABLE_HEADINGS | codes.TABLE_FILES | codes.TABLE_NOTES | codes.DATES
    spoken_of_elsewhere = {"citizen_id.area"}  # a warning that the import does not give
    said |= {code for code in codes.IDENTIFIERS if code.startswith(("citizen_id.", "telephone."))} - spoken_of_elsewhere
    assert said - set(SENTENCES) - {"telephone.no_city_prefix"} == set()


def test_no_sentence_stumbles_over_what_is_missing_in_its_detail() -> None:
    for code in SENTENCES:
        sentence = sentence_of(code, {})
        assert sentence
        assert "%(" not in sentence
