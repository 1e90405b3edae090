"""The embedded cluster: made at first use, started, reused, stopped; never deleted when it holds anything."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import stat
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from linli.cli.binaries import give, major_version, programs, run, system_user
from linli.cli.tuning import server_options
from linli.config.home import (
    APPLICATION_ROLE,
    DATABASE,
    OWNER_ROLE,
    HomeError,
    cluster_place,
    cluster_url,
    home,
    locked,
    secrets,
    socket_folder,
)

SUPERUSER = "postgres"
ROOM_TO_MAKE = 400 * 2**20  # bytes a new cluster needs, its first write-ahead log included
ROOM_TO_START = 64 * 2**20


@dataclass(frozen=True)
class Cluster:
    """One embedded PostgreSQL of this installation, reached through a private socket only."""

    name: str = "postgres"
    fast: bool = False  # for tests: what a power cut would lose is worth nothing

    @property
    def place(self) -> Path:
        return cluster_place(self.name)

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "log" / "postgres.log"

    @property
    def _marker(self) -> Path:
        return self.data / "linli-complete.json"

    def url(self, role: str = APPLICATION_ROLE, database: str = DATABASE) -> str:
        """Return the address of a database of this cluster for one of its roles."""
        ours = secrets()
        password = ours.app_password if role == APPLICATION_ROLE else ours.owner_password
        return cluster_url(role, password, database, name=self.name)

    def start(self, *, set_strange_aside: bool = False) -> bool:
        """Start it, made first if need be; answer whether it was we who started it.

        `set_strange_aside`: a cluster made with secrets that are gone is moved away, not refused.
        """
        with locked(self.name):
            self._check_version()
            self._set_half_made_aside()
            self._check_secrets(set_aside=set_strange_aside or self.fast)
            if self._answers():
                return False
            if not self.data.exists():
                self._make()
            self._launch()
            if not self._marker.exists():
                self._furnish()
            return True

    def stop(self) -> bool:
        """Stop it, finishing what was committed; answer whether it was running."""
        with locked(self.name):
            return self._stop()

    def has_room(self) -> bool:
        """Tell whether the disk has room for what is written next."""
        return shutil.disk_usage(self.place).free >= ROOM_TO_START

    def is_running(self) -> bool:
        """Tell whether a server works in this data directory."""
        process = self._named_in_pid_file()
        return process is not None and _works_in(process, self.data)

    # --- making ----------------------------------------------------------------------------------------

    def _make(self) -> None:
        self._folders()
        self._check_room(ROOM_TO_MAKE)
        self.data.mkdir(mode=0o700)
        give(self.data)
        password = self.place / "first-password"
        password.touch(mode=0o600)
        give(password)
        try:
            password.write_text(secrets().owner_password, encoding="utf-8")
            # code-point order: Chinese text sorts the same everywhere and a prefix search reaches an index
            order = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
            command: list[str | Path] = [programs() / "initdb", "-D", self.data, "-U", SUPERUSER, *order]
            command += [f"--pwfile={password}", "--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]
            made = run([*command, "--no-sync"] if self.fast else command)
        finally:
            password.unlink(missing_ok=True)
        if made.returncode != 0:
            raise HomeError(_reason("PostgreSQL could not make its data directory", made.stdout, self.data))

    def _furnish(self) -> None:
        """Add the two roles and the database; the marker comes last, so a cut before it starts over."""
        ours = secrets()
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as server:
            for role, rights, password in (
                (OWNER_ROLE, "CREATEDB", ours.owner_password),
                (APPLICATION_ROLE, "NOCREATEDB", ours.app_password),
            ):
                server.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {} PASSWORD {}").format(
                        sql.Identifier(role), sql.SQL(rights), sql.Literal(password)
                    )
                )
            # the owner may end the sessions that stand in the way of a migration
            server.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(OWNER_ROLE)))
            with psycopg.connect(self.url(SUPERUSER, "template1"), autocommit=True) as template:
                template.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
            )
            server.execute("CHECKPOINT")
        self._marker.write_text(
            json.dumps({"postgresql": major_version(), "secrets": self._fingerprint()}) + "\n", encoding="utf-8"
        )
        give(self._marker)

    def _folders(self) -> None:
        try:
            self.place.mkdir(mode=0o711, parents=True, exist_ok=True)
            for folder in (self.log.parent, socket_folder(self.name)):
                if not folder.exists():
                    folder.mkdir(mode=0o700)
                    give(folder)
        except OSError as problem:
            raise HomeError(
                f"The database's folder below {self.place} cannot be made: {problem.strerror}. "
                "Make room or give yourself the right to write there."
            ) from problem
        _check_private(socket_folder(self.name))

    # --- what may be wrong with a directory that is there -------------------------------------------

    def _check_version(self) -> None:
        try:
            made_by = int((self.data / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
        except (FileNotFoundError, ValueError, IndexError):
            return  # none yet, or half made
        if made_by != major_version():
            raise HomeError(
                f"The database in {self.data} was made by PostgreSQL {made_by}, and this is PostgreSQL "
                f"{major_version()}. Nothing was changed. Go back to the Linli that made it, dump it there with "
                "pg_dump and load the dump here, or move the folder aside to begin with an empty database."
            )

    def _set_half_made_aside(self) -> None:
        if self.data.exists() and not self._marker.exists():
            self._stop(mode="immediate")
            self._set_aside("half-made")

    def _check_secrets(self, *, set_aside: bool) -> None:
        if not self._marker.exists():
            return
        made_with = json.loads(self._marker.read_text(encoding="utf-8")).get("secrets")
        if made_with == self._fingerprint():
            return
        if not set_aside:
            raise HomeError(
                f"The database in {self.data} was made with other secrets than those in {home()}/secrets.toml. "
                "Nothing was changed. Put the old secrets.toml back from your backup, "
                "or move the database's folder aside to begin with an empty one."
            )
        self._stop()
        if self.fast:
            shutil.rmtree(self.data)  # a test cluster holds nothing
        else:
            self._set_aside("other-secrets")

    def _set_aside(self, why: str) -> None:
        aside = self.data.with_name(f"data.{why}.{time.strftime('%Y%m%d-%H%M%S')}")
        self.data.rename(aside)
        print(f"The database's folder was {why.replace('-', ' ')}; it is kept in {aside}.")

    def _fingerprint(self) -> str:
        ours = secrets()
        return hashlib.sha256(f"{ours.owner_password} {ours.app_password}".encode()).hexdigest()[:16]

    def _check_room(self, needed: int) -> None:
        free = shutil.disk_usage(self.place).free
        if free < needed:
            raise HomeError(
                f"The disk is full: {self.place} has {free // 2**20} MB left and PostgreSQL needs "
                f"{needed // 2**20} MB. Free some space and start again; nothing was lost."
            )

    # --- starting and stopping ---------------------------------------------------------------------------

    def _launch(self) -> None:
        self._folders()
        self._check_room(ROOM_TO_START)
        self._forget_dead_server()
        options = shlex.join(server_options(socket_folder(self.name), fast=self.fast))
        command: list[str | Path] = [
            programs() / "pg_ctl",
            "start",
            "-D",
            self.data,
            "-l",
            self.log,
            "-w",
            "-t",
            "300",
            "-o",
            options,
        ]
        for attempt in range(20):
            begins = self.log.stat().st_size if self.log.exists() else 0
            if run(command).returncode == 0:
                return
            said = self.log.read_bytes()[begins:].decode(errors="replace") if self.log.exists() else ""
            # after a kill -9 the children of the dead server need a moment to notice
            if "still in use" not in said or attempt == 19:  # noqa: PLR2004
                raise HomeError(_reason("PostgreSQL did not start", said, self.log))
            time.sleep(0.5)

    def _answers(self) -> bool:
        """Wait for a server that runs, is just starting, or is just dying."""
        for _ in range(600):
            if not self.is_running():
                return False
            if run([programs() / "pg_isready", "-q", "-h", socket_folder(self.name)]).returncode == 0:
                return True
            time.sleep(0.1)
        raise HomeError(f"PostgreSQL is running but does not answer. What it says stands in {self.log}.")

    def _stop(self, mode: str = "fast") -> bool:
        if not self.is_running():
            return False
        stop: list[str | Path] = [programs() / "pg_ctl", "stop", "-D", self.data, "-w", "-t", "60", "-m"]
        done = run([*stop, mode])
        if done.returncode != 0:
            # with a full disk it cannot write its last checkpoint; at once loses nothing, the log is replayed
            done = run([*stop, "immediate"])
        if done.returncode != 0:
            raise HomeError(_reason("PostgreSQL did not stop", done.stdout, self.log))
        return True

    def _named_in_pid_file(self) -> psutil.Process | None:
        try:
            number = (self.data / "postmaster.pid").read_text(encoding="ascii").split()[0]
            return psutil.Process(int(number))
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    def _forget_dead_server(self) -> None:
        """Drop the lock files that would keep PostgreSQL from starting though its server is dead.

        Their number may belong to another program, as after a restart of a container, or to a zombie that
        nobody buries, as in a container without an init process. The dead server's children go first.
        """
        if self._named_in_pid_file() is None:
            return
        for _ in range(100):
            if not any(_works_in(process, self.data) for process in psutil.process_iter()):
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                (socket_folder(self.name) / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
                return
            time.sleep(0.1)


def test_cluster() -> Cluster:
    """Return the running cluster of the tests, shared by every pytest of this checkout."""
    cluster = Cluster(name="test-pg", fast=True)
    cluster.start()
    return cluster


test_cluster.__test__ = False  # type: ignore[attr-defined]  # pytest collects by name


def _works_in(process: psutil.Process, data: Path) -> bool:
    """Tell whether this is a living part of the PostgreSQL of a data directory."""
    try:
        return (process.name(), process.cwd()) == ("postgres", str(data.resolve()))  # a zombie is nowhere
    except psutil.Error:
        return False


def _check_private(folder: Path) -> None:
    """Refuse a socket folder that somebody else put there: /tmp is everybody's."""
    about = folder.lstat()
    user = system_user()
    mine = os.geteuid() if user is None else user.pw_uid
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != mine or about.st_mode & 0o077:
        raise HomeError(
            f"{folder} belongs to somebody else or is open to others, so the database's socket cannot lie there. "
            "Remove it, or name a home with a shorter path in LINLI_HOME."
        )


def _reason(sentence: str, said: str, where: Path) -> str:
    if "No space left on device" in said:
        return f"{sentence}: the disk is full. Free some space and start again; nothing was lost."
    last = [line for line in said.strip().splitlines() if line.strip()][-8:]
    return f"{sentence} ({where}). It said:\n  " + "\n  ".join(last or ["nothing"])
