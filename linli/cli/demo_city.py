"""Sees to the synthetic city of `linli demo`, and keeps it apart from real people."""

from __future__ import annotations

from linli.cli.installation import say
from linli.cli.progress import progress
from linli.config.home import HomeError
from linli.demo import city
from linli.demo.models import Build
from linli.foundation.accounts import public as accounts


def see_to_it(people: int) -> None:
    """Build the city, or finish or replace it, unless exactly this one stands already."""
    _refuse_real_people()
    if city.is_built(people):
        return
    say(f"Building a city of {people:,} people; nobody in it is real. It can be interrupted: it goes on next time.")
    with progress("people") as tell:
        built = city.build(people, on_progress=tell)
    if built.replaced:
        say("  The city that stood there before was another one, and is gone.")


def refuse_synthetic_people() -> None:
    """Keep `linli serve` away from a database that holds the synthetic city."""
    if Build.objects.exists():
        raise HomeError(
            "This database holds the synthetic city of `linli demo`, and real people must not be mixed with it. "
            "Give the real installation a home of its own: LINLI_HOME=/srv/linli linli migrate, then linli serve."
        )


def _refuse_real_people() -> None:
    if accounts.accounts_exist() and not Build.objects.exists():
        raise HomeError(
            "This database belongs to a real installation: it has accounts, and the demo did not make them. "
            "In the demo anybody may sign in as anybody. Run it in another home: LINLI_HOME=/tmp/linli-demo linli demo."
        )
