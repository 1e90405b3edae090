"""What the registry enters into the frame: its places, its commands, and what the one box finds in it."""

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.menu import found
from linli.foundation.finding.public import Command, declare_command
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the registry's screens, commands and sources."""
    declare_entry(Entry(_("People"), "registry:people", Permission.LIST_PEOPLE, order=20, icon="users"))
    declare_entry(Entry(_("Homes"), "registry:homes", Permission.VIEW_HOMES, order=21, icon="map-pin-house"))
    declare_entry(Entry(_("Households"), "registry:households", Permission.LIST_PEOPLE, order=22, icon="house-plus"))
    declare_entry(
        Entry(_("Organisations"), "registry:organisations", Permission.VIEW_ORGANISATIONS, order=23, icon="building-2")
    )
    declare_entry(Entry(_("Imports"), "registry:imports", Permission.IMPORT, order=24, icon="file-up"))
    found.declare()
    _commands()


def _commands() -> None:
    declare_command(
        Command(
            _("Enter a person"),
            "registry:person-new",
            Permission.CORRECT,
            words=(_("add resident, new person"),),
            icon="user-plus",
            order=10,
        )
    )
    declare_command(
        Command(
            _("Elders living alone"),
            "registry:households",
            Permission.LIST_PEOPLE,
            words=(_("single elders, empty nest, lonely"),),
            icon="hand-heart",
            query="alone=60",
            order=15,
        )
    )
    declare_command(
        Command(
            _("Round birthdays"),
            "registry:birthdays",
            Permission.CORRECT,
            words=(_("birthday, eighty, ninety, hundred years"),),
            icon="cake",
            order=16,
        )
    )
    declare_command(
        Command(
            _("Import a spreadsheet"),
            "registry:import-new",
            Permission.IMPORT,
            words=(_("import, upload, Excel"),),
            icon="file-up",
            order=20,
        )
    )
    declare_command(Command(_("Enter a home"), "registry:home-new", Permission.CORRECT, icon="map-pin-house", order=32))
    declare_command(
        Command(
            _("Enter an organisation"), "registry:organisation-new", Permission.CORRECT, icon="building-2", order=34
        )
    )
    declare_command(
        Command(
            _("Exports"),
            "registry:exports",
            Permission.EXPORT,
            words=(_("download a list"),),
            icon="download",
            order=36,
        )
    )
