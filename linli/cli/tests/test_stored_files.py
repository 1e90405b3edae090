"""Sweeping the stored files from the terminal."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

import pytest
from typer.testing import CliRunner

from linli.cli.main import app
from linli.toolbox.errors import Conflict

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def storage(tmp_path: Path, settings) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


def _lay(storage: Path, count: int) -> None:
    folder = storage / "310106"
    folder.mkdir()
    two_days_ago = time.time() - 2 * 86_400
    for _ in range(count):
        path = folder / uuid.uuid4().hex
        path.write_bytes(b"x")
        os.utime(path, (two_days_ago, two_days_ago))


def test_what_belongs_to_no_row_is_swept_and_counted(storage: Path) -> None:
    _lay(storage, 3)
    answer = CliRunner().invoke(app, ["files", "sweep"])
    assert answer.exit_code == 0, answer.exception
    assert answer.stdout == "3 of 3 files older than a day belonged to no row, and are gone.\n"
    assert list(storage.rglob("*/*")) == []


def test_before_the_files_of_another_database_the_command_stops_until_somebody_has_looked(storage: Path) -> None:
    _lay(storage, 101)
    answer = CliRunner().invoke(app, ["files", "sweep"])
    assert isinstance(answer.exception, Conflict)
    assert len(list(storage.rglob("*/*"))) == 101
    assert CliRunner().invoke(app, ["files", "sweep", "--anyway"]).exit_code == 0
    assert list(storage.rglob("*/*")) == []
