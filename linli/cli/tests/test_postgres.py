"""The embedded cluster: made, reused, and nothing in it ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from linli.cli import postgres
from linli.cli.postgres import Cluster
from linli.config.home import HomeError, socket_folder


def _remember(cluster: Cluster, word: str) -> None:
    with psycopg.connect(cluster.url("linli_owner")) as database:
        database.execute("CREATE TABLE IF NOT EXISTS memory (word text)")
        database.execute("INSERT INTO memory VALUES (%s)", [word])


def _remembered(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url("linli_owner")) as database:
        return [word for (word,) in database.execute("SELECT word FROM memory")]


def test_a_new_cluster_has_two_roles_and_neither_is_above_the_walls(cluster: Cluster) -> None:
    assert cluster.start()

    with psycopg.connect(cluster.url()) as database:
        roles = database.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'linli%'"
        ).fetchall()
        owner = database.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'linli'").fetchone()
        extension = database.execute("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'").fetchone()
        listens = database.execute("SHOW listen_addresses").fetchone()
    assert sorted(roles) == [("linli_app", False, False, False), ("linli_owner", False, False, False)]
    assert owner == ("linli_owner",)
    assert extension == (1,)
    assert listens == ("",)


def test_nobody_comes_in_without_the_password(cluster: Cluster) -> None:
    cluster.start()

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://linli_owner:guess@/linli?host={socket_folder()}")


def test_a_second_start_reuses_what_runs_and_a_stop_loses_nothing(cluster: Cluster) -> None:
    cluster.start()
    _remember(cluster, "kept")

    assert not cluster.start()
    assert cluster.stop()
    assert not cluster.stop()
    assert cluster.start()

    assert _remembered(cluster) == ["kept"]


def test_processes_that_start_at_once_share_one_server(cluster: Cluster) -> None:
    ask = "from linli.cli.postgres import Cluster; print(Cluster(fast=True).start())"
    together = [subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, text=True) for _ in range(4)]

    said = sorted(process.communicate()[0].strip() for process in together)

    assert said == ["False", "False", "False", "True"]


def test_a_half_made_directory_is_kept_aside_and_made_again(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text(f"{postgres.major_version()}\n", encoding="ascii")
    (cluster.data / "half").write_text("made", encoding="ascii")

    assert cluster.start()

    (aside,) = cluster.place.glob("data.half-made.*")
    assert (aside / "half").read_text(encoding="ascii") == "made"
    _remember(cluster, "works")


def test_a_cluster_cut_before_its_roles_were_made_starts_over(cluster: Cluster) -> None:
    cluster.start()
    (cluster.data / "linli-complete.json").unlink()  # the marker is the last thing a making writes

    assert cluster.start()  # the server that still ran there is stopped first

    _remember(cluster, "works")
    assert len(list(cluster.place.glob("data.half-made.*"))) == 1


def test_another_version_of_postgresql_is_refused_and_nothing_is_touched(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("13\n", encoding="ascii")
    before = sorted(path.name for path in cluster.data.iterdir())

    with pytest.raises(HomeError, match="made by PostgreSQL 13, and this is PostgreSQL"):
        cluster.start()

    assert sorted(path.name for path in cluster.data.iterdir()) == before


def test_a_database_made_with_other_secrets_is_refused_and_kept(fresh_home: Path) -> None:
    cluster = Cluster()
    cluster.start()
    _remember(cluster, "kept")
    cluster.stop()
    secrets = (fresh_home / "secrets.toml").read_text(encoding="utf-8")
    (fresh_home / "secrets.toml").unlink()

    with pytest.raises(HomeError, match=r"Put the old secrets\.toml back"):
        cluster.start()

    (fresh_home / "secrets.toml").write_text(secrets, encoding="utf-8")
    cluster.start()
    assert _remembered(cluster) == ["kept"]


def test_the_demo_sets_a_database_with_lost_secrets_aside_without_deleting_it(fresh_home: Path) -> None:
    cluster = Cluster()
    cluster.start()
    (fresh_home / "secrets.toml").unlink()

    assert cluster.start(set_strange_aside=True)

    (aside,) = cluster.place.glob("data.other-secrets.*")
    assert (aside / "linli-complete.json").exists()


@pytest.mark.crash
def test_a_killed_server_comes_back_with_every_confirmed_row(fresh_home: Path) -> None:
    cluster = Cluster()
    cluster.start()
    _remember(cluster, "confirmed")
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    assert cluster.start()

    assert _remembered(cluster) == ["confirmed"]


def test_a_pid_file_whose_number_is_another_program_does_not_stop_the_start(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (cluster.data / "postmaster.pid").write_text(
            f"{sleeper.pid}\n{cluster.data}\n1700000000\n5432\n{socket_folder()}\n\n", encoding="ascii"
        )
        assert cluster.start()
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_full_disk_is_a_sentence(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres.shutil, "disk_usage", lambda _place: SimpleNamespace(free=5 * 2**20))

    with pytest.raises(HomeError, match=r"The disk is full: .* has 5 MB left"):
        cluster.start()

    assert not cluster.data.exists()


def test_a_socket_folder_open_to_others_is_refused(cluster: Cluster) -> None:
    socket_folder().mkdir(parents=True)
    socket_folder().chmod(0o777)

    with pytest.raises(HomeError, match="open to others"):
        cluster.start()
