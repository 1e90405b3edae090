"""What nobody claims is swept away after a day; what somebody keeps, or is about to keep, is never touched."""

from __future__ import annotations

import os
import time
import uuid
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.utils import timezone

from linli.foundation.audit import public as audit
from linli.foundation.audit.models import AuditRow
from linli.foundation.doors.actions import action
from linli.foundation.doors.screens import SIGNED_IN
from linli.foundation.doors.undoing import undoing
from linli.foundation.files import public as files
from linli.foundation.files import sweeping
from linli.foundation.files.models import StoredFile
from linli.foundation.files.shelves import lying
from linli.foundation.files.tasks import sweep_storage
from linli.foundation.files.tests.bucket import bucket, long_ago
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db
TWO_DAYS = 2 * 86_400


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


def age(folder: Path, seconds: float = TWO_DAYS) -> None:
    then = time.time() - seconds
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def keep(cast) -> StoredFile:
    with wall(cast.worker.scope):
        return files.keep(cast.worker, BytesIO(b"a,b\n1,2\n"), "list.csv", kinds={files.CSV})


def leave_behind(cast) -> str:
    """Keep a file in a transaction that fails afterwards."""
    with pytest.raises(ZeroDivisionError), wall(cast.worker.scope), transaction.atomic():
        place = files.keep(cast.worker, BytesIO(b"a,b\n1,2\n"), "list.csv", kinds={files.CSV}).storage_name
        raise ZeroDivisionError
    return place


def recorded() -> list[int]:
    with wall(Scope.EVERYTHING):
        rows = AuditRow.objects.everywhere(because="test").filter(action="files:storage:sweep").order_by("pk")
        return [row.detail["removed"] for row in rows]


def test_bytes_of_a_transaction_that_failed_are_gone_after_a_day_and_the_log_says_so(cast, folder):
    kept, left = keep(cast), leave_behind(cast)
    assert default_storage.exists(left)
    age(folder)
    sweep_storage(timestamp=0)
    assert not default_storage.exists(left)
    assert recorded() == [1]
    with wall(cast.worker.scope), files.opened(kept) as stream:
        assert stream.read() == b"a,b\n1,2\n"
    assert files.sweep() == files.Swept(seen=1, removed=0)
    assert recorded() == [1]


def test_a_file_that_is_being_kept_right_now_is_not_touched(cast, folder):
    # its bytes lie there, its row is not committed: to anybody else it looks like this
    left = leave_behind(cast)
    age(folder, seconds=86_400 - 60)
    assert files.sweep() == files.Swept(seen=0, removed=0)
    assert default_storage.exists(left)


def test_bytes_that_stayed_after_their_file_was_removed_are_swept(cast, folder):
    stored = keep(cast)
    with wall(cast.worker.scope):
        StoredFile.objects.within(cast.worker.scope).filter(pk=stored.pk).update(removed_at=timezone.now())
    age(folder)
    assert files.sweep().removed == 1
    assert not default_storage.exists(stored.storage_name)


def test_what_does_not_look_like_ours_stays(folder):
    for name in ("notes.txt", "310106/list.csv", f"310106/{uuid.uuid4().hex}.bak", f"x/{uuid.uuid4().hex}"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    age(folder)
    assert files.sweep() == files.Swept(seen=0, removed=0)
    assert len(list(lying())) == 4


def strangers(folder: Path, count: int) -> None:
    (folder / "310106").mkdir(exist_ok=True)
    for _ in range(count):
        (folder / "310106" / uuid.uuid4().hex).write_bytes(b"x")
    age(folder)


def test_before_the_files_of_another_database_it_stops_and_removes_none(folder):
    strangers(folder, 101)
    with pytest.raises(Conflict, match="Not one of the 101"):
        files.sweep()
    assert len(list(lying())) == 101
    assert recorded() == []
    assert files.sweep(anyway=True) == files.Swept(seen=101, removed=101)
    assert list(lying()) == []


def test_whoever_fills_the_storage_with_leftovers_does_not_stop_the_sweep(cast, folder):
    kept = keep(cast)
    strangers(folder, 336)
    assert files.sweep() == files.Swept(seen=337, removed=336)
    assert [each.place for each in lying()] == [kept.storage_name]


def test_what_a_failed_action_kept_is_gone_at_once(cast, folder):
    @action(SIGNED_IN)
    def keep_and_fail(actor, failure):
        files.keep(actor, BytesIO(b"a,b\n1,2\n"), "list.csv", kinds={files.CSV}, area_code=310106006002_0000)
        audit.record(actor, "test:file:keep")
        if failure is not None:
            raise failure

    with pytest.raises(Invalid):
        keep_and_fail(cast.system_admin, Invalid("no", code="test"))
    assert list(lying()) == []
    keep_and_fail(cast.system_admin, None)
    assert len(list(lying())) == 1


def test_what_a_finished_action_kept_is_gone_when_the_screen_around_it_fails(cast, folder):
    with pytest.raises(Invalid), wall(cast.worker.scope), undoing():
        with undoing():
            keep(cast)
        assert len(list(lying())) == 1
        raise Invalid("no", code="test")
    assert list(lying()) == []


def test_a_large_storage_is_gone_through_piece_by_piece(cast, folder, monkeypatch):
    monkeypatch.setattr(sweeping, "_BATCH", 3)
    kept = [keep(cast) for _ in range(5)]
    strangers(folder, 8)
    assert files.sweep() == files.Swept(seen=13, removed=8)
    assert sorted(each.place for each in lying()) == sorted(each.storage_name for each in kept)
    assert sum(recorded()) == 8
    assert max(recorded()) <= 3


def test_where_nothing_was_ever_kept_there_is_nothing_to_sweep(folder):
    folder.rmdir()
    assert files.sweep() == files.Swept(seen=0, removed=0)


def test_a_bucket_is_gone_through_page_by_page_and_swept(cast, folder, settings, monkeypatch):
    kept = keep(cast)
    loose = [f"310106/{number:032x}" for number in range(4)]
    fresh = f"310106/{uuid.uuid4().hex}"
    held = dict.fromkeys(["ours/notes.txt", *(f"ours/{place}" for place in (kept.storage_name, *loose))], long_ago())
    held |= {f"ours/{fresh}": timezone.now(), f"theirs/{loose[0]}": long_ago()}
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with bucket(held) as (address, pages):
        settings.STORAGES = settings.STORAGES | {
            "default": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {
                    "bucket_name": "linli", "location": "ours", "endpoint_url": address, "region_name": "none",
                    "access_key": "a", "secret_key": "b", "addressing_style": "path",
                },
            }
        }  # fmt: skip
        assert storages["default"].bucket_name == "linli"
        assert files.sweep() == files.Swept(seen=5, removed=4)
    assert set(held) == {"ours/notes.txt", f"ours/{kept.storage_name}", f"ours/{fresh}", f"theirs/{loose[0]}"}
    assert len(pages) > 2
    assert {prefix for prefix, _after in pages} == {"ours/"}
