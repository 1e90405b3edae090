"""`linli bench`: runs the benchmarks of this checkout, each in a database of its own."""

from __future__ import annotations

import importlib
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psutil
import psycopg
from psycopg import sql

from linli.cli import installation
from linli.cli.installation import say
from linli.cli.postgres import Cluster
from linli.config.home import CHECKOUT, DATABASE, OWNER_ROLE, home, write_whole
from linli.toolbox.errors import NotFound

FOLDER = CHECKOUT / "benchmarks"
RESULTS = FOLDER / "RESULTS.md"


def names() -> list[str]:
    """Name the benchmarks of this checkout as their figures name themselves."""
    return sorted(_files())


def _files() -> dict[str, str]:
    """Map the name of each benchmark to its file: `import` is no name for a Python file."""
    found = {}
    for path in FOLDER.glob("[a-z]*.py"):
        named = re.search(r'^BENCH(?:: Final)? = "(\w+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
        if named:
            found[named[1]] = path.stem
    return found


def measure(name: str, *, people: int, as_json: bool) -> bool:
    """Run one benchmark, or all; answer whether every target was met."""
    if name == "all":
        return _measure_all(people=people, as_json=as_json)
    if name not in names():
        raise NotFound(f"There is no benchmark {name!r}; there are: {', '.join(names())}, all.", code="bench.name")
    met = True
    for figure in _figures(name, people):
        say(json.dumps(figure, ensure_ascii=False) if as_json else _line(figure))
        met = met and figure["met"]
    return met


def _figures(name: str, people: int) -> Iterator[dict[str, Any]]:
    # a home of its own: neither the database nor the audit's anchors of the installation are touched
    os.environ["LINLI_HOME"] = str(home() / "bench")
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(variable, None)
    sys.path.insert(0, str(CHECKOUT))
    with installation.database(set_strange_aside=True) as cluster:
        if cluster is not None:
            _empty(cluster)
        installation.django_ready(demo=True)
        installation.migrate()
        yield from importlib.import_module(f"benchmarks.{_files()[name]}").bench(people)


def _empty(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(OWNER_ROLE, "postgres"), autocommit=True) as server:
        name = sql.Identifier(DATABASE)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _measure_all(*, people: int, as_json: bool) -> bool:
    """Run each in a process of its own, so that none profits from what another warmed up."""
    figures: list[dict[str, Any]] = []
    failed = []
    for name in names():
        command = [sys.executable, "-m", "linli.cli", "bench", name, "--people", str(people), "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 - ourselves
            assert running.stdout is not None
            for line in running.stdout:
                if line.startswith("{"):
                    figures.append(json.loads(line))
                    say(line.strip() if as_json else _line(figures[-1]))
        if not any(figure["bench"] == name for figure in figures):
            failed.append(name)
    write_whole(RESULTS, _page(figures, people))
    RESULTS.chmod(0o644)
    for name in failed:
        print(f"linli: {name} gave no figure.", file=sys.stderr)
    return not failed and all(figure["met"] for figure in figures)


def _line(figure: dict[str, Any]) -> str:
    beside = "" if figure["peer"] is None else f" (peer {figure['peer']:g}, ratio {figure['ratio']:g})"
    met = "met" if figure["met"] else "MISSED"
    return (
        f"{figure['bench']}: {figure['figure']} {figure['value']:g} {figure['unit']}{beside}; {figure['target']}: {met}"
    )


def _page(figures: list[dict[str, Any]], people: int) -> str:
    gigabytes = psutil.virtual_memory().total / 2**30
    made = (
        f"Made by `make bench PEOPLE={people}` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
        f"{gigabytes:.0f} GB of memory, Python {platform.python_version()}; "
        f"load average over the last 15 minutes {os.getloadavg()[2]:.1f}. "
        "A peer is what the same figure is without our work, or another way to do it, in the same run."
    )
    lines = [
        "# Figures",
        "",
        made,
        "",
        "| benchmark | figure | value | unit | peer | ratio | target | met |",
        "|---|---|---:|---|---:|---:|---|---|",
    ]
    for figure in figures:
        peer = "" if figure["peer"] is None else f"{figure['peer']:,g}"
        ratio = "" if figure["ratio"] is None else f"{figure['ratio']:g}"
        lines.append(
            f"| {figure['bench']} | {figure['figure']} | {figure['value']:,g} | {figure['unit']} | {peer} | {ratio} "
            f"| {figure['target']} | {'yes' if figure['met'] else '**no**'} |"
        )
    return "\n".join(lines) + "\n"
