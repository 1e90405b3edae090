"""The words of work orders: states, kinds, verbs and offices in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.workorders.rules.kinds import Kind, Satisfaction, Source
from linli.domains.workorders.rules.states import Office, Party, State, Verb

Words = str | Promise

NO_SUCH_ORDER: Final = _("There is no such work order, or it lies outside your area.")

KINDS: Final[Mapping[Kind, Words]] = {
    Kind.LAMP: _("Street lamp or stair light"),
    Kind.ROAD: _("Road or pavement"),
    Kind.WATER: _("Standing water or blocked drain"),
    Kind.RUBBISH: _("Rubbish left lying"),
    Kind.GREENERY: _("Trees and greenery"),
    Kind.BUILDING: _("Building: leak, door, stairs"),
    Kind.LIFT: _("Lift"),
    Kind.FIRE: _("Fire hazard: blocked way, charging indoors"),
    Kind.FACADE: _("Something may fall from a wall or roof"),
    Kind.PARKING: _("Parking"),
    Kind.NOISE: _("Noise"),
    Kind.ADVICE: _("A question or a suggestion"),
    Kind.OTHER: _("Something else"),
}
KIND_ICONS: Final[Mapping[Kind, str]] = {
    Kind.LAMP: "lamp",
    Kind.ROAD: "construction",
    Kind.WATER: "droplets",
    Kind.RUBBISH: "trash-2",
    Kind.GREENERY: "trees",
    Kind.BUILDING: "building",
    Kind.LIFT: "arrow-up-down",
    Kind.FIRE: "flame",
    Kind.FACADE: "triangle-alert",
    Kind.PARKING: "car",
    Kind.NOISE: "volume-2",
    Kind.ADVICE: "message-circle-question",
    Kind.OTHER: "ellipsis",
}
STATES: Final[Mapping[State, Words]] = {
    State.REPORTED: _("Waits for the committee"),
    State.SENT_UP: _("Waits for the street"),
    State.HANDLING: _("Being handled"),
    State.HANDLED: _("Done, to be checked"),
    State.ANSWERED: _("Answered"),
    State.CLOSED: _("Closed"),
    State.DECLINED: _("Not taken on"),
    State.WITHDRAWN: _("Withdrawn"),
}
VERBS: Final[Mapping[Verb, Words]] = {
    Verb.REPORT: _("Reported"),
    Verb.ACCEPT: _("Accepted by the committee"),
    Verb.SEND_UP: _("Sent up to the street"),
    Verb.SEND_BACK: _("Sent back to the committee"),
    Verb.DECLINE: _("Not taken on"),
    Verb.DISPATCH: _("Given to somebody"),
    Verb.RETURN: _("Returned as not theirs"),
    Verb.NOTE: _("Note"),
    Verb.FINISH: _("Done"),
    Verb.REWORK: _("To be done again"),
    Verb.ANSWER: _("Answered"),
    Verb.RATE: _("Rated"),
    Verb.CALL_BACK: _("Asked by telephone"),
    Verb.REOPEN: _("Reopened"),
    Verb.WITHDRAW: _("Withdrawn"),
    Verb.URGE: _("Urged"),
    Verb.LAPSE: _("Closed: nobody objected within ten days"),
}
PARTIES: Final[Mapping[Party, Words]] = {
    Party.REPORTER: _("Whoever reported"),
    Party.COMMITTEE: _("Committee"),
    Party.STREET: _("Street"),
    Party.ABOVE: _("District or city"),
    Party.UNIT: _("Handling unit"),
    Party.SYSTEM: _("By itself"),
}
SOURCES: Final[Mapping[Source, Words]] = {
    Source.RESIDENT: _("Reported by a resident"),
    Source.DESK: _("Told at the desk or by telephone"),
    Source.PATROL: _("Seen on patrol"),
}
SATISFACTION: Final[Mapping[Satisfaction, Words]] = {
    Satisfaction.SATISFIED: pgettext_lazy("rating", "Satisfied"),
    Satisfaction.FAIRLY: pgettext_lazy("rating", "Fairly satisfied"),
    Satisfaction.NOT: pgettext_lazy("rating", "Not satisfied"),
}
OFFICES: Final[Mapping[Office, Words]] = {
    Office.COMMITTEE: _("the committee"),
    Office.STREET: _("the street"),
    Office.UNIT: _("a handling unit"),
    Office.NOBODY: _("nobody: it is over"),
}
# colour, icon and word always come together; the colour alone says nothing
STATE_BADGES: Final[Mapping[State, str]] = {
    State.REPORTED: "soon",
    State.SENT_UP: "soon",
    State.HANDLING: "info",
    State.HANDLED: "soon",
    State.ANSWERED: "done",
    State.CLOSED: "done",
    State.DECLINED: "",
    State.WITHDRAWN: "",
}
# what a button says: a verb with its object
DEEDS: Final[Mapping[Verb, Words]] = {
    Verb.ACCEPT: _("Take it on ourselves"),
    Verb.SEND_UP: _("Send up to the street"),
    Verb.SEND_BACK: _("Send back to the committee"),
    Verb.DECLINE: _("Do not take it on"),
    Verb.DISPATCH: _("Give it to a unit"),
    Verb.RETURN: _("Return it: not ours"),
    Verb.NOTE: _("Write a note"),
    Verb.FINISH: _("Report it done"),
    Verb.REWORK: _("Have it done again"),
    Verb.ANSWER: _("Answer the reporter"),
    Verb.CALL_BACK: _("Write down the call back"),
    Verb.URGE: _("Urge whoever holds it"),
}
DEED_ICONS: Final[Mapping[Verb, str]] = {
    Verb.ACCEPT: "check",
    Verb.SEND_UP: "arrow-up",
    Verb.SEND_BACK: "arrow-down",
    Verb.DECLINE: "ban",
    Verb.DISPATCH: "send",
    Verb.RETURN: "undo-2",
    Verb.NOTE: "notebook-pen",
    Verb.FINISH: "check",
    Verb.REWORK: "rotate-ccw",
    Verb.ANSWER: "message-square-reply",
    Verb.CALL_BACK: "phone",
    Verb.URGE: "bell-ring",
}
