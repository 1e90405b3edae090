"""What work orders enter into the frame: places, commands, and what the one box finds of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.queries.boxed import orders_in_box
from linli.foundation.finding.public import Command, Hit, Source, declare_command
from linli.foundation.finding.public import declare as declare_source
from linli.foundation.scope import Actor
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the screens of work orders."""
    declare_entry(Entry(_("Work orders"), "workorders:orders", Permission.LIST, order=10, icon="clipboard-list"))
    declare_entry(Entry(_("Our tasks"), "workorders:tasks", Permission.HANDLE, order=11, icon="wrench"))
    declare_entry(Entry(_("Handling units"), "workorders:units", Permission.UNITS, order=12, icon="contact"))
    declare_entry(Entry(_("Report a problem"), "workorders:report", Permission.REPORT, order=10, icon="megaphone"))
    declare_entry(Entry(_("My matters"), "workorders:matters", Permission.REPORT, order=11, icon="list-checks"))
    declare_command(
        Command(
            _("Write down a report"),
            "workorders:write-down",
            Permission.WRITE_DOWN,
            words=(_("new work order, report, telephone, patrol"),),
            icon="notebook-pen",
            order=5,
        )
    )
    declare_command(
        Command(
            _("Late work orders"),
            "workorders:orders",
            Permission.LIST,
            words=(_("overdue, behind time"),),
            icon="clock-alert",
            query="whose=all&late=1",
            order=6,
        )
    )
    declare_source(
        Source("orders", _("Work orders"), Permission.LIST, 15, _orders)
    )  # no more_url: words are searched in the box only


def _orders(actor: Actor, text: str, limit: int) -> list[Hit]:
    return [
        Hit(
            row.title,
            " · ".join(part for part in (row.number, row.state_name, row.place) if part),
            reverse("workorders:order", args=[row.id]),
            row.icon,
        )
        for row in orders_in_box(actor, text, limit)
    ]
