"""Makes an installation ready to serve: its database, its tables, its compiled texts, its static files."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg.conninfo import conninfo_to_dict

from linli.cli.postgres import Cluster
from linli.cli.stopping import undisturbed
from linli.config.home import HomeError, database_urls, has_external_database, home, write_whole

OLDEST_SERVER = 15


@contextmanager
def database(*, set_strange_aside: bool = False) -> Iterator[Cluster | None]:
    """See that the database answers; stop the embedded one at the end if nobody had started it before.

    Yields the embedded cluster, or nothing when the environment names a server of its own.
    """
    if has_external_database():
        check_external_server()
        yield None
        return
    cluster = Cluster()
    was_running = cluster.is_running()
    try:
        cluster.start(set_strange_aside=set_strange_aside)
        yield cluster
    except BaseException:
        if not was_running:
            with undisturbed(), suppress(HomeError):  # what went wrong first is what the person must hear
                _put_away(cluster)
        raise
    if not was_running:
        with undisturbed():
            _put_away(cluster)


def _put_away(cluster: Cluster) -> None:
    from django.conf import settings  # noqa: PLC0415

    if settings.configured:
        from django.db import connections  # noqa: PLC0415

        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()  # a pool would try to reach the stopped server again
    cluster.stop()


def check_database() -> None:
    """Refuse to work without a database that answers; does not start one."""
    try:
        psycopg.connect(database_urls().app, connect_timeout=10).close()
    except psycopg.OperationalError as problem:
        raise HomeError(
            f"The database does not answer: {str(problem).strip()}. "
            "`linli serve` and `linli demo` start the embedded one; look with `linli status`."
        ) from problem


def check_external_server() -> None:
    """Refuse a server that is too old, does not answer, or whose roles would let the walls be climbed."""
    urls = database_urls()
    for name, url in (("DATABASE_URL", urls.app), ("DATABASE_OWNER_URL", urls.owner)):
        try:
            with psycopg.connect(url, connect_timeout=10) as server:
                version = server.info.server_version // 10000
                row = server.execute(
                    "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except (psycopg.OperationalError, psycopg.ProgrammingError) as problem:
            raise HomeError(
                f"The database named in {name} does not answer: {str(problem).strip()}. "
                "Check the address, the password and that the server is running."
            ) from problem
        if version < OLDEST_SERVER:
            raise HomeError(
                f"The server named in {name} is PostgreSQL {version}; Linli needs {OLDEST_SERVER} or newer. "
                "Use a newer server, or unset DATABASE_URL and DATABASE_OWNER_URL to use the embedded one."
            )
        if name == "DATABASE_URL" and row is not None and row[1]:
            raise HomeError(
                f"The role {row[0]} of DATABASE_URL may bypass row-level security, so the database's wall would "
                "not stand. Make a role without SUPERUSER and BYPASSRLS, which owns no table, and name that one."
            )
    if _user(urls.app) == _user(urls.owner):
        raise HomeError(
            "DATABASE_URL and DATABASE_OWNER_URL name the same role. The application's role must own no table: "
            "make a second role for it."
        )


def _user(url: str) -> str:
    return str(conninfo_to_dict(url).get("user") or "")


def django_ready(*, demo: bool = False) -> None:
    """Load the settings and the applications; what they say to the terminal is in the terminal's language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    if demo:
        os.environ["LINLI_DEMO"] = "1"
    import django  # noqa: PLC0415 - a help text must not wait for Django
    from django.utils import translation  # noqa: PLC0415

    django.setup()
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("zh-hans" if spoken.startswith("zh") else "en")


def pending_migrations() -> int:
    """Count the migrations that this database has not seen."""
    from django.db import connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connections["owner"])
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    connections["owner"].close()
    return pending


def migrate() -> int:
    """Bring the tables up to date as their owner, and give the application's role its rights."""
    pending = pending_migrations()
    if pending:
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connections  # noqa: PLC0415

        from linli.foundation.scope.database import grant_application_role  # noqa: PLC0415

        call_command("migrate", database="owner", interactive=False, verbosity=0)
        grant_application_role(role=_user(database_urls().app))
        connections["owner"].close()
    return pending


def collect_static() -> bool:
    """Gather and fingerprint the static files, when any of them changed."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = os.stat(storage.path(path))  # noqa: PTH116 - a storage speaks in strings
            state.update(f"{storage.path(path)} {about.st_mtime_ns} {about.st_size}\n".encode())
    stamp = home() / "static.stamp"
    if stamp.exists() and stamp.read_text(encoding="ascii") == state.hexdigest() and settings.STATIC_ROOT.is_dir():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    write_whole(stamp, state.hexdigest())
    return True


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once even through a pipe."""
    print(sentence, file=sys.stdout, flush=True)
