"""What a message says of a step: to whoever reported, and to whoever holds the order now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.domains.workorders.queries.news import News
from linli.domains.workorders.queries.words import Words
from linli.domains.workorders.rules.states import Verb
from linli.ui.formats import house_date

_TO_REPORTER: Final[Mapping[Verb, Words]] = {
    Verb.ACCEPT: gettext_lazy("The committee has accepted it and takes care of it."),
    Verb.SEND_UP: gettext_lazy("The committee passed it on to the street, which decides who handles it."),
    Verb.SEND_BACK: gettext_lazy("The street gave it back to the committee, which decides anew."),
    Verb.DECLINE: gettext_lazy("It was not taken on. The reason:"),
    Verb.DISPATCH: gettext_lazy("The committee handles it."),
    Verb.RETURN: gettext_lazy("Whoever had it says that it is not theirs. Somebody else is being found."),
    Verb.NOTE: gettext_lazy("There is news of it:"),
    Verb.FINISH: gettext_lazy("It is done, they say. The office looks whether that is so, then answers you."),
    Verb.REWORK: gettext_lazy("The office looked: it is not done yet. Work on it goes on."),
    Verb.ANSWER: gettext_lazy("Here is the answer:"),
    Verb.CALL_BACK: gettext_lazy("What you said on the telephone was written down. The matter is closed."),
    Verb.LAPSE: gettext_lazy("Nobody objected within ten days. The matter is closed."),
}
# what became of it, in a word or two: so that one message of a matter is told from the next by its heading
_HEADS: Final[Mapping[Verb, Words]] = {
    Verb.ACCEPT: pgettext_lazy("a report", "accepted"),
    Verb.SEND_UP: pgettext_lazy("a report", "passed on to the street"),
    Verb.SEND_BACK: pgettext_lazy("a report", "back with the committee"),
    Verb.DECLINE: pgettext_lazy("a report", "not taken on"),
    Verb.DISPATCH: pgettext_lazy("a report", "given to somebody who handles it"),
    Verb.RETURN: pgettext_lazy("a report", "somebody else is being found"),
    Verb.NOTE: pgettext_lazy("a report", "there is news"),
    Verb.FINISH: pgettext_lazy("a report", "done, being checked"),
    Verb.REWORK: pgettext_lazy("a report", "work on it goes on"),
    Verb.ANSWER: pgettext_lazy("a report", "answered, please rate"),
    Verb.CALL_BACK: pgettext_lazy("a report", "closed"),
    Verb.LAPSE: pgettext_lazy("a report", "closed"),
}
_TO_HOLDER: Final[Mapping[Verb, Words]] = {
    Verb.REPORT: gettext_lazy("A new report. Accept it, pass it on, or say why not."),
    Verb.SEND_UP: gettext_lazy("The committee passed it up. Decide who handles it."),
    Verb.SEND_BACK: gettext_lazy("The street gave it back. Decide anew."),
    Verb.DISPATCH: gettext_lazy("It was given to you. Handle it, or return it with a reason."),
    Verb.RETURN: gettext_lazy("It came back: not theirs, they say. Give it to somebody else."),
    Verb.FINISH: gettext_lazy("They say it is done. Look whether that is so, then answer whoever reported it."),
    Verb.REWORK: gettext_lazy("It is not done yet. Please go on with it."),
    Verb.REOPEN: gettext_lazy("Whoever reported it says that it is not solved. Look at it again."),
    Verb.URGE: gettext_lazy("You are asked to hurry."),
}


def subject_for_reporter(news: News) -> str:
    """Head a message to whoever reported: what it was about, what became of it, and its number."""
    return _("%(kind)s: %(news)s (no. %(number)s)") % {
        "kind": news.kind_name,
        "news": _HEADS[news.verb],
        "number": news.number,
    }


def body_for_reporter(news: News) -> str:
    """Say what happened, in whose words, and what comes next."""
    said = str(_TO_REPORTER[news.verb])
    if news.verb is Verb.DISPATCH and news.unit_name:
        said = _("It was given to %(unit)s, who handles it.") % {"unit": news.unit_name}
    return _lines(said, news.words, _next(news))


def subject_for_holder(news: News) -> str:
    """Head a message to whoever holds the order."""
    return _("Work order %(number)s: %(kind)s") % {"number": news.number, "kind": news.kind_name}


def body_for_holder(news: News) -> str:
    """Say what must be done, where, and until when."""
    due = _("The answer is due by %(due)s.") % {"due": house_date(news.due_at)} if news.due_at else ""
    return _lines(str(_TO_HOLDER[news.verb]), news.place, news.words, due)


def _next(news: News) -> str:
    if news.reopen_until is not None:
        return _(
            "Please say whether it is solved. If it is not, you can send it back within ten days, until %(until)s."
        ) % {"until": house_date(news.reopen_until, part="date")}
    return _("The answer is due by %(due)s.") % {"due": house_date(news.due_at)} if news.due_at else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
