"""Taking a list along: with a purpose, marked, masked, recorded, and for the one who asked."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.domains.registry.actions.exports import fetch_export, request_export, write_export
from linli.domains.registry.actions.removing import remove_old_files
from linli.domains.registry.models import Export, ImportBatch
from linli.domains.registry.models.export import ExportFormat, ExportState
from linli.domains.registry.queries.exports import age_words
from linli.domains.registry.queries.people import PeopleFilter
from linli.domains.registry.tests.importing import all_of, checked, loaded
from linli.domains.registry.tests.sheets import csv_file, person
from linli.domains.registry.tests.world import World, citizen_id, make_person
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotAllowed, NotFound
from linli.toolbox.tables import Table, open_table


@pytest.fixture(autouse=True)
def everything_visible(db: None) -> Iterable[None]:
    """Let the assertions look behind every wall; the actions still build their own."""
    with wall(Scope.EVERYTHING):
        yield


def here(world: World) -> list[Any]:
    return [world.zhang, world.li, world.boy]


def exported(actor: Any, written_as: ExportFormat = ExportFormat.XLSX, **narrowed: Any) -> tuple[Export, Table]:
    """Ask for a list, write it, fetch it, and open it as its reader will."""
    number = request_export(actor, PeopleFilter(**narrowed), written_as, purpose="visit")
    write_export(actor, number)
    fetched = fetch_export(actor, number)
    return all_of(Export).get(pk=number), open_table(io.BytesIO(fetched.content), fetched.name)


@pytest.mark.parametrize("written_as", list(ExportFormat))
def test_the_file_holds_what_the_list_shows_and_no_more(cast: Any, world: World, written_as: ExportFormat) -> None:
    export, table = exported(cast.worker, written_as)
    rows = {row.cells[0]: row.cells for row in table.rows()}
    assert set(rows) == {one.name for one in here(world)}
    assert (export.state, export.rows) == (ExportState.READY, len(rows))
    assert "*" in str(rows["张三"][3])
    assert citizen_id() not in repr(rows)


def test_the_file_says_who_took_it_when_and_for_what(cast: Any, world: World) -> None:
    export, table = exported(cast.worker)
    (title,) = [note.detail["text"] for note in table.notes if note.code == "tables.title"]
    assert str(export.pk) in title
    assert cast.worker.display_name in title
    assert cast.worker.area_name in title


def test_text_that_a_spreadsheet_would_execute_stays_text(cast: Any, world: World) -> None:
    make_person(world.zhang.area_code, "=HYPERLINK(1)", home=world.home)
    for written_as in ExportFormat:
        number = request_export(cast.worker, PeopleFilter(), written_as, purpose="visit")
        write_export(cast.worker, number)
        fetched = fetch_export(cast.worker, number)
        assert "=HYPERLINK(1)" in {row.cells[0] for row in open_table(io.BytesIO(fetched.content)).rows()}
        assert b"<f>" not in fetched.content
        if written_as is ExportFormat.CSV:
            assert b"\n=" not in fetched.content
            assert b",=" not in fetched.content


def test_everybody_on_the_list_can_see_who_took_it_along(cast: Any, world: World) -> None:
    export, _ = exported(cast.worker)
    rows = [row for row in audit.rows(cast.audit_admin, audit.Filters()) if row.action == "registry:person:export"]
    assert {row.subject_id for row in rows} == {one.pk for one in here(world)}
    assert {row.purpose for row in rows} == {"visit"}
    assert {row.detail["export"] for row in rows} == {export.pk}


def test_the_filters_of_the_list_hold(cast: Any, world: World) -> None:
    _, table = exported(cast.worker, words="张三")
    assert [row.cells[0] for row in table.rows()] == ["张三"]


def test_a_street_sees_which_committee_each_person_is_of(cast: Any, world: World) -> None:
    _, table = exported(cast.street)
    assert len(table.columns) == 9
    assert len({row.cells[8] for row in table.rows()}) == 2


@pytest.mark.parametrize(("age", "words"), [(None, ""), (0, "0–4"), (4, "0–4"), (5, "5–9"), (87, "85–89")])
def test_above_the_street_ages_are_bands(age: int | None, words: str) -> None:
    assert age_words(age, banded=True) == words


def test_the_file_belongs_to_the_one_who_asked(cast: Any, world: World) -> None:
    export, _ = exported(cast.worker)
    for other in (cast.head, cast.neighbour, cast.street):
        with pytest.raises(NotFound):
            fetch_export(other, export.pk)


def test_without_the_permission_nothing_leaves_the_house(cast: Any, world: World) -> None:
    for other in (cast.city, cast.department, cast.resident, cast.system_admin):
        with pytest.raises(NotAllowed):
            request_export(other, PeopleFilter(), ExportFormat.CSV, purpose="visit")


def test_a_list_found_by_a_number_is_not_exported(cast: Any, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        request_export(cast.worker, PeopleFilter(words=citizen_id()), ExportFormat.CSV, purpose="visit")
    assert refusal.value.code == "registry.export.one_person"
    assert not all_of(Export).exists()


def test_a_list_that_is_too_long_is_refused(cast: Any, world: World, settings: Any) -> None:
    settings.LINLI_EXPORT_MOST_ROWS = 1
    with pytest.raises(Invalid) as refusal:
        request_export(cast.worker, PeopleFilter(), ExportFormat.CSV, purpose="visit")
    assert refusal.value.code == "registry.export.too_many"


def test_a_job_that_runs_twice_writes_one_file(cast: Any, world: World) -> None:
    export, _ = exported(cast.worker)
    write_export(cast.worker, export.pk)
    assert all_of(Export).get().file_id == export.file_id


def test_files_are_removed_when_their_days_are_over(cast: Any, world: World) -> None:
    export, _ = exported(cast.worker)
    batch = loaded(cast.worker, csv_file([person("李四", 2)]))
    young = checked(cast.worker, csv_file([person("王五", 3)]))
    old = timezone.now() - timedelta(days=40)
    all_of(Export).update(requested_at=old)
    all_of(ImportBatch).filter(pk=batch.pk).update(uploaded_at=old)
    assert remove_old_files() == 2
    with pytest.raises(NotFound):
        fetch_export(cast.worker, export.pk)
    batch.refresh_from_db()
    young.refresh_from_db()
    assert (batch.file_removed_at is None, batch.preview) == (False, None)
    assert young.file_removed_at is None
    assert young.preview is not None
    assert remove_old_files() == 0
