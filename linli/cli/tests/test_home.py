"""The installation's folder, its secrets, and the addresses of its database."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from linli.config import home


def test_home_and_secrets_are_private_to_who_runs_it(fresh_home: Path) -> None:
    home.secrets()

    assert stat.S_IMODE(fresh_home.stat().st_mode) == 0o700
    assert stat.S_IMODE((fresh_home / "secrets.toml").stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree_on_one_set_of_secrets(fresh_home: Path) -> None:
    ask = "from linli.config.home import secrets; s = secrets(); print(s.secret_key, s.vault, s.audit_key)"
    together = [subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, text=True) for _ in range(8)]

    said = {process.communicate()[0] for process in together}

    assert len(said) == 1
    assert len(said.pop()) > 100
    assert not list(fresh_home.glob("*.tmp"))


def test_secrets_do_not_show_themselves_in_a_log(fresh_home: Path) -> None:
    ours = home.secrets()

    assert ours.owner_password not in repr(ours)


def test_a_rotation_is_noticed_and_older_keys_keep_opening(fresh_home: Path) -> None:
    before = home.secrets()

    home.change_vault(lambda now: {**now, "active": 2, "keys": {**now["keys"], 2: "ab" * 16}})

    after = home.secrets()
    assert after.vault["active"] == 2
    assert after.vault["keys"] == {1: before.vault["keys"][1], 2: "ab" * 16}
    assert after.vault["index_keys"] == before.vault["index_keys"]
    assert after.secret_key == before.secret_key


def test_unreadable_secrets_are_refused_and_not_replaced(fresh_home: Path) -> None:
    home.secrets()
    path = fresh_home / "secrets.toml"
    path.write_text("secret_key = ", encoding="utf-8")

    with pytest.raises(home.HomeError, match="Put the file back from your backup"):
        home.secrets()

    assert path.read_text(encoding="utf-8") == "secret_key = "


def test_one_database_address_without_the_other_is_refused(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/linli")

    with pytest.raises(home.HomeError, match="belong together"):
        home.database_urls()


def test_addresses_in_the_environment_come_first(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@somewhere/linli")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@somewhere/linli")

    assert home.database_urls() == home.DatabaseUrls(
        app="postgresql://app@somewhere/linli", owner="postgresql://owner@somewhere/linli"
    )
    assert not (fresh_home / "secrets.toml").exists()


def test_a_deep_home_gets_a_socket_with_a_short_path(
    fresh_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "ROOT_PLACE", tmp_path / ("deep" * 30))
    monkeypatch.setenv("LINLI_HOME", str(tmp_path / ("deep" * 30)))

    folder = home.socket_folder()

    assert len(f"{folder}/.s.PGSQL.5432") <= 107
    assert folder != home.cluster_place() / "socket"


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LINLI_HOME", str(tmp_path / "file" / "home"))

    with pytest.raises(home.HomeError, match="LINLI_HOME"):
        home.home()


def test_a_write_that_fails_leaves_the_old_file_whole(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.home() / "note"
    home.write_whole(path, "old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(home.os, "fsync", full)
    with pytest.raises(home.HomeError, match="No space left on device"):
        home.write_whole(path, "new")

    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in fresh_home.iterdir()] == ["note"]
