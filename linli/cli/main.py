"""The console command: each entry says what it does to somebody who has never seen Linli."""

# an import inside a command is made once Django is set up, and keeps --help quick
# ruff: noqa: PLC0415

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from typing import Annotated

import psycopg
import typer

from linli.cli import installation, stored_files, upkeep
from linli.cli.installation import say
from linli.cli.postgres import Cluster
from linli.cli.stopping import Stopped, stoppable
from linli.config.home import CHECKOUT, has_external_database
from linli.toolbox.errors import LinliError

app = typer.Typer(
    name="linli",
    help="Linli 邻里: open community-governance software for a city. Begin with `linli demo`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(upkeep.territory, name="territory")
app.add_typer(upkeep.audit, name="audit")
app.add_typer(upkeep.vault, name="vault")
app.add_typer(stored_files.files, name="files")
app.command("first-run")(upkeep.first_run)
app.command("import")(upkeep.import_people)

Host = Annotated[str, typer.Option(envvar="LINLI_HOST", help="The address to listen at.")]
Port = Annotated[int, typer.Option(envvar="LINLI_PORT", min=1, max=65535, help="The port to listen at.")]


@app.command()
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    people: Annotated[
        int, typer.Option(envvar="LINLI_DEMO_PEOPLE", min=100, help="How many people the synthetic city has.")
    ] = 20_000,
) -> None:
    """Show Linli with a synthetic city: database, web server and worker, until Ctrl-C.

    Anybody at this machine can sign in as anybody, so it answers on this machine only. Nobody in it is real.
    """
    from linli.cli import serving

    serving.demo(serving.Address(host, port), people=people)


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    processes: Annotated[
        int, typer.Option(envvar="LINLI_PROCESSES", min=1, help="Web processes; about one for each core.")
    ] = 2,
    *,
    worker: Annotated[bool, typer.Option(help="Run a worker for background jobs beside the web server.")] = True,
) -> None:
    """Serve a real installation, behind a proxy that speaks TLS, until it is told to stop.

    LINLI_HOSTS names the addresses people type. `linli migrate` comes first.
    """
    from linli.cli import serving

    serving.serve(serving.Address(host, port), processes=processes, with_worker=worker)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(min=1, help="How many jobs it does at once.")] = 2,
) -> None:
    """Do background jobs: imports, notices, the sealing of the audit. As many workers as you like."""
    installation.check_database()
    installation.django_ready()
    from linli.cli.working import work

    work(concurrency)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date; starts the embedded PostgreSQL if it is not running."""
    with installation.database():
        installation.django_ready()
        changed = installation.migrate()
    say(f"{changed} migrations applied." if changed else "The tables are up to date.")


@app.command()
def stop() -> None:
    """Stop what this installation runs: web server, worker and the embedded PostgreSQL."""
    from linli.cli import serving

    stopped = serving.stop_running()
    for cluster in (Cluster(), Cluster(name="test-pg", fast=True)):
        stopped = cluster.stop() or stopped
    say("Stopped." if stopped else "Nothing was running.")


@app.command()
def status() -> None:
    """Say what runs here, and where its data lie."""
    from linli.cli import serving

    for line in serving.status():
        say(line)


@app.command()
def module(
    name: Annotated[str, typer.Argument(help="A noun in the plural, in English: permits")],
) -> None:
    """Write the rooms of a new domain module, its first tests and its door."""
    from linli.cli.new_module import write_module

    for path in write_module(name):
        say(f"  {path}")
    say(f"Now decide the street of {name} in pyproject.toml, [tool.importlinter]: `make check` fails until you do.")
    say("Then fill README.md, and the Chinese words in locale/zh_Hans.")


@app.command("reference")
def write_reference() -> None:
    """Write the generated pages of docs/reference anew: permissions, tables, error codes, commands."""
    installation.django_ready(demo=True)
    from linli.cli import reference

    changed = reference.write(CHECKOUT / "docs" / "reference", app)
    say("\n".join(f"  {path.relative_to(CHECKOUT)}" for path in changed) or "The reference is what the code says.")


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="Which figures: a file of benchmarks/, or all.")],
    people: Annotated[int, typer.Option(min=100, help="How many people, or rows where rows are counted.")] = 20_000,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON line for each figure, nothing else.")] = False,
) -> None:
    """Measure, in a database of its own that is thrown away; each figure beside a peer or a limit.

    Ends with 1 when a target is missed. `all` also writes benchmarks/RESULTS.md.
    """
    from linli.cli.benching import measure

    if not measure(name, people=people, as_json=json):
        raise typer.Exit(1)


def run() -> None:
    """Run the command; what goes wrong in the world is a sentence, what goes wrong in us a trace."""
    try:
        with stoppable():
            app(standalone_mode=True)
    except Stopped:
        sys.exit(130)
    except LinliError as problem:
        _fail(str(problem))
    except Exception as problem:
        causes = list(_causes(problem))
        if any(map(_means_full_disk, causes)):
            _fail("The disk is full. What was confirmed is safe; free some space and start again.")
        lost = next((each for each in causes if isinstance(each, psycopg.OperationalError)), None)
        if lost is None:
            raise
        _fail(f"The database does not answer: {str(lost).strip()}\nSee `linli status`.")


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """Go down what Django and others wrapped around the first cause."""
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def _means_full_disk(problem: BaseException) -> bool:
    if isinstance(problem, OSError):
        return problem.errno == errno.ENOSPC
    if isinstance(problem, psycopg.errors.DiskFull):
        return True
    # with no room for its log PostgreSQL ends at once, and says nothing to whom it served
    return isinstance(problem, psycopg.OperationalError) and not has_external_database() and not Cluster().has_room()


def _fail(sentence: str) -> None:
    print(f"linli: {sentence}", file=sys.stderr)
    sys.exit(1)
