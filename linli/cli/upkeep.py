"""Commands that look after an installation: its areas, first accounts, people, audit and keys."""

# an import inside a command is made once Django is set up, and keeps --help quick
# ruff: noqa: PLC0415

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linli.cli import installation
from linli.cli.installation import say
from linli.cli.progress import progress
from linli.toolbox.errors import Conflict, NotAllowed, NotFound

if TYPE_CHECKING:
    from linli.foundation.scope import Actor

territory = typer.Typer(no_args_is_help=True, help="Load the areas of a city: districts, streets, committees.")
audit = typer.Typer(no_args_is_help=True, help="Prove that nobody changed the log of who did and saw what.")
vault = typer.Typer(no_args_is_help=True, help="Look after the keys that encrypt citizen ids and telephones.")


@territory.command("load")
def territory_load(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="A file of one whole city; without it, Shanghai's of 2023."),
    ] = None,
    national: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="A file of the whole country with the columns code and name; once for each file.",
            show_default=False,
        ),
    ] = None,
    city: Annotated[
        str | None,
        typer.Option(help="Which city of the national files: 3301, or 杭州 if a file names it.", show_default=False),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(help="code=name of a city or district no file names, e.g. 330106=西湖区.", show_default=False),
    ] = None,
    as_of: Annotated[
        datetime,
        typer.Option(formats=["%Y-%m-%d"], show_default="2023-06-30", help="The day whose state the file tells."),
    ] = datetime(2023, 6, 30),  # noqa: DTZ001 - a day, not a moment
) -> None:
    """Load the areas of a city with their codes; loading again changes nothing.

    Shanghai's come with Linli. Any other city is cut out of the national files, CSV, plain or gzipped:

    linli territory load --city 3301 --national streets.csv --national villages.csv.gz --national areas.csv
    --name 3301=杭州市

    The number of digits of its codes says what a file lists: 9 streets, 12 committees and villages (both are
    needed), 6 districts, 4 cities. Or give one FILE of a whole city with the columns code12, name and kind.
    """
    if as_of.date() > date.today():  # noqa: DTZ011 - the day at the terminal
        raise typer.BadParameter("a file cannot tell the state of a day to come", param_hint="--as-of")
    if file and (national or city or name):
        raise typer.BadParameter("give a FILE of one city, or --national with --city, not both", param_hint="FILE")
    if (not file and bool(national) != bool(city)) or (name and not national):
        raise typer.BadParameter("--national and --city go together, --name with them", param_hint="--city")
    names = dict(_named(each) for each in name or ())
    with installation.database():
        installation.django_ready()
        from linli.foundation.territory.public import SHANGHAI_2023, load_city, load_national

        if national and city:
            report = load_national(national, city.strip(), names=names, as_of=as_of.date())
        else:
            report = load_city(file or SHANGHAI_2023, as_of=as_of.date())
    say(f"{report.added} areas added, {report.renamed} renamed, {report.closed} closed, {report.unchanged} unchanged.")


def _named(said: str) -> tuple[str, str]:
    code, _equals, name = said.partition("=")
    if not code.strip().isdecimal() or not name.strip():
        raise typer.BadParameter(f"write code=name, e.g. 330106=西湖区, not {said!r}", param_hint="--name")
    return code.strip(), name.strip()


@audit.command("verify")
def audit_verify() -> None:
    """Prove that no sealed row was changed, deleted or added; name the first broken one and end with 1."""
    with installation.database():
        installation.django_ready()
        from linli.foundation.audit.public import verify

        with progress("verified") as tell:
            verdict = verify(tell)
    say(str(verdict))
    if not verdict.holds:
        raise typer.Exit(1)


@audit.command("seal")
def audit_seal() -> None:
    """Seal what was written since the last seal; a running worker does this every few seconds."""
    with installation.database():
        installation.django_ready()
        from linli.foundation.audit.public import seal

        sealed = seal()
    say(f"{sealed.rows} rows sealed in {sealed.seals} seals.")


@audit.command("continue-after-restore")
def audit_continue() -> None:
    """Let the log go on in a PostgreSQL into which a backup was loaded; once, after the load."""
    with installation.database():
        installation.django_ready()
        from linli.foundation.audit.public import continue_after_restore

        offset = continue_after_restore()
    say(f"The log goes on after transaction {offset}.")


@vault.command("rotate")
def vault_rotate(
    *,
    index_keys: Annotated[bool, typer.Option("--index-keys", help="Compute the blind indexes anew as well.")] = False,
    algorithm: Annotated[
        str | None, typer.Option(help="Change to sm4-gcm or aes-gcm on the way.", show_default=False)
    ] = None,
) -> None:
    """Seal every encrypted field with a new key, while Linli serves; run again, it goes on where it was cut.

    Old keys keep opening until `linli vault retire`. Make a copy of secrets.toml before and after.
    """
    if algorithm not in {None, "sm4-gcm", "aes-gcm"}:
        raise typer.BadParameter("it can be sm4-gcm or aes-gcm", param_hint="--algorithm")
    with installation.database():
        installation.django_ready()
        from linli.foundation.vault.public import rotate

        with progress("sealed anew") as tell:
            done = rotate(lambda column, ready, of: tell(ready, of, column), index_keys=index_keys, algorithm=algorithm)
    say(f"{done.resealed} values sealed anew with key {done.version}.")
    for column, rows in done.refused.items():
        say(f"{column}: rows {', '.join(map(str, rows))} keep their old index, for another row holds the same number.")
    for column, rows in done.unreadable.items():
        say(f"{column}: rows {', '.join(map(str, rows))} do not open with any key. Enter these values again.")
    if done.refused or done.unreadable:
        raise typer.Exit(1)


@vault.command("retire")
def vault_retire() -> None:
    """Throw old keys away, once nothing is sealed with them; old backups cannot be opened afterwards."""
    with installation.database():
        installation.django_ready()
        from linli.foundation.vault.public import retire

        gone = retire()
    say(f"Keys {', '.join(map(str, gone))} are gone." if gone else "There is no old key.")


def first_run(
    city: Annotated[
        int | None, typer.Option(help="The code of the city; needed when several are loaded.", show_default=False)
    ] = None,
) -> None:
    """Make the three administrators of a new installation and print their one-time passwords.

    System, security and audit are three offices which no hand may hold two of. `linli territory load` comes first.
    """
    with installation.database():
        installation.django_ready()
        from linli.foundation.accounts.public import create_first_administrators
        from linli.foundation.territory.public import cities

        codes = [area.code for area in cities()]
        if not codes:
            raise NotFound("No city is loaded yet. Run `linli territory load` first.", code="territory.none")
        if city is None and len(codes) > 1:
            raise Conflict(f"Several cities are loaded. Choose one: --city {codes[0]}.", code="territory.several")
        made = create_first_administrators(city or codes[0])
    for one in made:
        say(f"  {one.username:<16} {one.password}   {one.role.label}")
    say("Give each to another person. Each is asked for a new password at the first sign-in.")


def import_people(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX; one row a person.")],
    username: Annotated[str, typer.Option("--as", help="Whose post it is imported under; the audit says so.")],
    area: Annotated[
        int | None, typer.Option(help="The area of the post, if the account has several.", show_default=False)
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(help="field=heading, e.g. name=姓名; left out, headings are recognised.", show_default=False),
    ] = None,
) -> None:
    """Import people and homes from a file: every row is right and all of them are loaded, or none is.

    Loading the same file again makes nobody twice. What is wrong is listed by row, and the command ends with 1.
    """
    mapping = dict(each.split("=", 1) for each in column) if column else None
    with installation.database():
        installation.django_ready()
        from linli.domains.registry.public import Permission, import_file

        actor = _actor(username, area, Permission.IMPORT)
        with progress("rows read") as tell:
            done = import_file(actor, file, mapping, lambda outcome: tell(outcome.seen, None))
    for problem in done.problems:
        say(f"  row {problem.row}, {problem.column}: {problem.sentence}")
    batch = done.batch
    if not done.is_loaded and batch.same == batch.seen and not batch.failure:
        say(f"Nothing to load: all {batch.same} rows are there already.")
        return
    if not done.is_loaded:
        say(batch.failure or f"Nothing was loaded: {batch.wrong} of {batch.seen} rows are wrong.")
        raise typer.Exit(1)
    say(f"Batch {batch.id}: {batch.new} people added, {batch.changed} changed, {batch.same} as they were.")


def _actor(username: str, area_code: int | None, permission: str) -> Actor:
    """Return the account's post that carries the permission."""
    from linli.foundation.accounts.public import account_number, actor_for_post, posts_of
    from linli.foundation.scope import Actor, Scope
    from linli.foundation.scope.database import wall

    terminal = Actor.system(because="console")
    with wall(Scope.EVERYTHING):
        number = account_number(terminal, username)
    if number is None:
        raise NotFound(f"There is no account {username}.", code="accounts.not_found")
    posts = posts_of(replace(terminal, account_id=number))
    actors = [
        actor
        for post in posts
        if area_code in {None, post.area_code} and (actor := actor_for_post(post.id)) and actor.may(permission)
    ]
    if not actors:
        raise NotAllowed(f"{username} has no post there that may import people.", code="not_allowed")
    if len(actors) > 1:
        choices = ", ".join(f"{actor.area_code} {actor.area_name}" for actor in actors)
        raise Conflict(f"{username} has several posts; choose one by --area: {choices}.", code="accounts.several_posts")
    return actors[0]
