from io import BytesIO

import pytest
from django.core.files.storage import default_storage

from linli.foundation.files import public as files
from linli.foundation.files.models import StoredFile
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault import columns
from linli.foundation.vault import public as vault
from linli.foundation.vault.rotation import rotate
from linli.toolbox.errors import Conflict

CONTENT = b"name,telephone\n" + b"\xe7\x8e\x8b\xe8\x8a\xb3,13800138000\n" * 90_000  # three pieces


@pytest.fixture
def own_secrets(monkeypatch, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setenv("LINLI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("linli.foundation.vault.rotation._EVERYBODY_KNOWS", 0.0)
    monkeypatch.setattr(columns, "_declared", {})  # files only: the rows of other tests know other keys
    vault.reload()
    yield
    monkeypatch.undo()
    vault.reload()


def test_sealed_files_are_sealed_anew_and_open_without_the_old_key(committed_db, own_secrets):
    with wall(Scope.EVERYTHING):
        system = Actor.system(because="a test keeps a file")
        sealed = files.keep(system, BytesIO(CONTENT), "people.csv", kinds={files.CSV}, sealed=True)
        clear = files.keep(system, BytesIO(b"a,b\n"), "clear.csv", kinds={files.CSV})
    assert rotate().resealed == 1
    assert vault.retire() == [1]
    with wall(Scope.EVERYTHING):
        after = StoredFile.objects.everywhere(because="a test looks").get(pk=sealed.pk)
        with files.opened(after) as opened:
            assert opened.read() == CONTENT
        untouched = StoredFile.objects.everywhere(because="a test looks").get(pk=clear.pk)
    assert not default_storage.exists(sealed.storage_name)
    assert after.storage_name != sealed.storage_name
    assert untouched.storage_name == clear.storage_name


def test_the_key_of_a_sealed_file_cannot_be_retired(committed_db, own_secrets, monkeypatch):
    with wall(Scope.EVERYTHING):
        system = Actor.system(because="a test keeps a file")
        files.keep(system, BytesIO(CONTENT), "people.csv", kinds={files.CSV}, sealed=True)
    holding = columns.holdings()["files"]
    assert holding.count_old(vault.ring()) == 0
    monkeypatch.setattr(columns, "_holdings", {})
    rotate()  # as a version of Linli that did not know of sealed files
    monkeypatch.setattr(columns, "_holdings", {"files": holding})
    with pytest.raises(Conflict):
        vault.retire()
