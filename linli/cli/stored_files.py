"""Commands that look after the stored files."""

# an import inside a command is made once Django is set up, and keeps --help quick
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import Annotated

import typer

from linli.cli import installation
from linli.cli.installation import say

files = typer.Typer(no_args_is_help=True, help="Look after the stored files: what was sent, and what was exported.")


@files.command("sweep")
def sweep_files(
    *,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Even if most of what lies there belongs to no row of this database.")
    ] = False,
) -> None:
    """Remove bytes older than a day that no row points at; a running worker does this every night.

    They are left when something fails after its file was kept. A file that is being kept now is never touched.
    """
    with installation.database():
        installation.django_ready()
        from linli.foundation.files.public import sweep

        swept = sweep(anyway=anyway)
    say(f"{swept.removed} of {swept.seen} files older than a day belonged to no row, and are gone.")
