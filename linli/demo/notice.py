"""What is said wherever the synthetic city is shown."""

from django.utils.translation import gettext_lazy as _

DEMO_NOTICE = _(
    "Demonstration: every person, home, number and organisation here is invented by a program. Nobody is real. "
    "Citizen ids use the area prefix 990000, telephones the block 154: neither can belong to anybody. "
    "Only the names and codes of districts, streets and committees are real."
)
