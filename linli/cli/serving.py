"""`linli demo` and `linli serve`: from nothing to an address that answers, and back to nothing."""

from __future__ import annotations

import errno
import http.client
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from psycopg.conninfo import conninfo_to_dict

from linli.cli.installation import collect_static, database, django_ready, migrate, pending_migrations, say
from linli.cli.messages import compile_messages
from linli.cli.postgres import Cluster
from linli.cli.processes import Household, Process
from linli.cli.stopping import Stopped, undisturbed
from linli.config.home import HomeError, database_urls, has_external_database, home, write_whole

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
LOCAL_NAMES = LOCAL_HOSTS | {"[::1]"}
THREADS = 8  # for each web process; fewer than the connections of its pool


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def demo(address: Address, *, people: int) -> None:
    """Show Linli with a synthetic city, on this machine only, until Ctrl-C."""
    refuse_strangers(address)
    with _announced("demo", address), database(set_strange_aside=True) as cluster:
        begun = time.monotonic()
        django_ready(demo=True)
        _prepare()
        from linli.cli.demo_city import see_to_it  # noqa: PLC0415 - needs Django

        see_to_it(people)
        logs = home() / "log"
        logs.mkdir(exist_ok=True)
        household = Household([web_server(address, 2, logs / "web.log"), _worker(logs / "worker.log")], cluster)
        with _kept(household, address):
            say(f"Ready after {time.monotonic() - begun:.0f} s.\n")
            say(_WELCOME.format(address=address, logs=logs))
            household.keep()


def serve(address: Address, *, processes: int, with_worker: bool) -> None:
    """Serve an installation until it is told to stop."""
    with _announced("serve", address), database(set_strange_aside=False) as cluster:
        django_ready()
        pending = pending_migrations()
        if pending:
            raise HomeError(
                f"The tables are behind the program by {pending} migration(s). Make a backup, then run `linli migrate`."
            )
        from linli.cli.demo_city import refuse_synthetic_people  # noqa: PLC0415 - needs Django

        refuse_synthetic_people()
        compile_messages()
        collect_static()
        worker = [_worker(None)] if with_worker else []
        household = Household([web_server(address, processes, None), *worker], cluster)
        with _kept(household, address):
            say(f"Linli serves at {address}.")
            household.keep()


def refuse_strangers(address: Address) -> None:
    """Hold the demo on this machine: in it anybody may sign in as anybody."""
    foreign = {name for name in os.environ.get("LINLI_HOSTS", "").split(",") if name} - LOCAL_NAMES
    if address.host not in LOCAL_HOSTS or foreign:
        what = address.host if address.host not in LOCAL_HOSTS else ", ".join(sorted(foreign))
        raise HomeError(
            f"The demo lets anybody sign in as anybody, so it answers on this machine only, not as {what}. "
            "Leave out --host, LINLI_HOST and LINLI_HOSTS, or run `linli serve`, which asks for passwords."
        )


def check_port(address: Address) -> None:
    """Refuse a port that is taken before anything is started."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address.host, address.port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                why = f"Port {address.port} is taken by another program."
            elif problem.errno == errno.EACCES:
                why = f"Port {address.port} is kept for the system administrator."
            else:
                why = f"Linli cannot listen at {address}: {problem.strerror}."
            raise HomeError(f"{why} Choose another one: LINLI_PORT={address.port + 1} (or --port).") from problem


def _prepare() -> None:
    changed = migrate()
    if changed:
        say(f"  tables: {changed} migrations applied")
    texts = compile_messages()
    if texts:
        say(f"  texts: {texts} catalogues compiled")
    if collect_static():
        say("  static files: gathered")


@contextmanager
def _announced(kind: str, address: Address) -> Iterator[None]:
    """Let `linli stop` and `linli status` find us, and keep a second one away."""
    other = running()
    if other is not None:
        raise HomeError(
            f"Linli runs here already: process {other['pid']}, at {other['address']}. "
            "Use that one, or stop it with `linli stop`."
        )
    check_port(address)
    path = home() / "running.json"
    created = psutil.Process().create_time()
    write_whole(path, json.dumps({"pid": os.getpid(), "created": created, "kind": kind, "address": str(address)}))
    try:
        yield
    except Stopped:  # raised by the console command for Ctrl-C and SIGTERM: here it is a good end
        say("Stopped.")
    finally:
        path.unlink(missing_ok=True)


def running() -> dict[str, str | int | float] | None:
    """Return what `linli demo` or `linli serve` of this installation says about itself, while it lives."""
    try:
        said: dict[str, str | int | float] = json.loads((home() / "running.json").read_text(encoding="utf-8"))
        # a number is used again after a restart; the moment of creation is not
        alive = abs(psutil.Process(int(said["pid"])).create_time() - float(said["created"])) < 1
    except (OSError, ValueError, KeyError, psutil.Error):
        return None
    return said if alive else None


def stop_running() -> bool:
    """Tell `linli demo` or `linli serve` of this installation to stop, and wait until it did."""
    other = running()
    if other is None:
        return False
    process = psutil.Process(int(other["pid"]))
    process.terminate()
    try:
        process.wait(60)
    except psutil.TimeoutExpired as problem:
        raise HomeError(f"Process {process.pid} does not stop. End it with `kill -9 {process.pid}`.") from problem
    return True


def status() -> Iterator[str]:
    """Say what runs here, line by line."""
    yield f"Home:        {home()}"
    other = running()
    yield "Linli:       " + (f"{other['kind']}, process {other['pid']}, at {other['address']}" if other else "stopped")
    if has_external_database():
        parts = conninfo_to_dict(database_urls().app)
        yield f"PostgreSQL:  {parts.get('dbname')} at {parts.get('host', 'a local socket')}, not ours to start or stop"
    else:
        cluster = Cluster()
        yield f"PostgreSQL:  {'running' if cluster.is_running() else 'stopped'}, data in {cluster.data}"


@contextmanager
def _kept(household: Household, address: Address) -> Iterator[None]:
    with undisturbed():
        try:
            household.start()
            household.wait_until(lambda: _answers(address), seconds=120)
            yield
        finally:
            household.stop()


def _answers(address: Address) -> bool:
    with suppress(OSError, http.client.HTTPException):
        connection = http.client.HTTPConnection(address.host, address.port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{address.port}"})
            return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        finally:
            connection.close()
    return False


def web_server(address: Address, processes: int, log: Path | None) -> Process:
    """Describe the web server: so many processes, a few threads each."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--respawn-failed-workers"]
    command += ["--host", address.host, "--port", str(address.port), "--log-level", "error"]
    # a worker that is told to stop while it still loads the application never hears it
    command += ["--workers-kill-timeout", "8"]
    command += ["--workers", str(processes), "--blocking-threads", str(THREADS)]
    return Process("web server", [*command, "linli.config.wsgi:application"], log)


def _worker(log: Path | None) -> Process:
    return Process("worker", [sys.executable, "-m", "linli.cli", "worker"], log)


_WELCOME = """\
  Linli 邻里 is open at   {address}
  用浏览器打开上面的地址，选一张卡片登录 —— 这里的人都是虚构的。

  Choose a card to sign in: a committee worker, a head, a street, district or city operator, a resident,
  or one of the three administrators. Nobody in this city is real.

  What goes on stands in {logs}. Ctrl-C stops everything.
"""
