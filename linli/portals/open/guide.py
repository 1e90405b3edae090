"""How-to in five sentences for each place, for whoever stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.ui.navigation import Text


@dataclass(frozen=True, slots=True)
class Guide:
    """Five sentences about one place."""

    key: str
    title: Text
    sentences: Sequence[Text]
    starts: tuple[str, ...]  # of the addresses that it is about


RESIDENT: Final = (
    Guide(
        "community",
        pgettext_lazy("place", "Home"),
        (
            _("This is the first page after you have signed in."),
            _("On top stands what is new and important in your community."),
            _("Below stand the large entries: touch one to go there."),
            _("At the foot of every page stands a number where a person answers."),
            _("The four words at the edge of the page lead you back from everywhere."),
        ),
        ("/home/", "/bulletins/"),
    ),
    Guide(
        "services",
        pgettext_lazy("place", "Services"),
        (
            _("Here you begin whatever can be done from home."),
            _("Each page asks one thing; go on when you are ready, nothing runs out of time."),
            _("You can go back at any time, and what you typed stays."),
            _("Afterwards you read who holds your matter and what happens next."),
            _("Whatever can be done here can also be done in person or by telephone."),
        ),
        ("/services/", "/report/", "/matters/"),
    ),
    Guide(
        "participation",
        pgettext_lazy("place", "Join in"),
        (
            _("Here you hear of what concerns everybody."),
            _("What is not kept here yet is said plainly on the page."),
            _("Nobody is put at a disadvantage for not joining in."),
            _("Proposals can be told to the committee, in person or by telephone."),
            _("You can also write them below, under “Tell us”."),
        ),
        ("/participation/",),
    ),
    Guide(
        "me",
        pgettext_lazy("place", "Me"),
        (
            _("Under “My data” you read what the committee holds about you."),
            _("Under “Who looked at me” you read who opened it, when, and why."),
            _("“Change my telephone number” asks for your password once, so that nobody else changes it."),
            _("Large print and language are chosen here and follow you to every device."),
            _("On a telephone or computer that others use too, touch “Sign out” when you are done."),
        ),
        ("/mine/", "/me/", "/account/", "/inbox/"),
    ),
)
STAFF: Final = (
    Guide(
        "staff",
        _("Working with Linli"),
        (
            _("The places of your post stand at the side, on a telephone below."),
            _("The box on top finds people, homes, pages and commands: press / and type."),
            _("Every list can be filtered, and its address sent to a colleague who may see the same."),
            _("Opening a person asks why; the person can read your answer."),
            _("What you may do hangs on your post; several posts are switched under your name, at the top."),
        ),
        ("/",),
    ),
)


def guides_for(*, is_resident: bool, path: str) -> list[Guide]:
    """Give the guides, the one about the page the person came from first."""
    guides = RESIDENT if is_resident else STAFF
    return sorted(guides, key=lambda guide: not path.startswith(guide.starts))
