"""Background work of work orders: telling people, closing what nobody rated, forgetting old drafts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from procrastinate.contrib.django import app

from linli.domains.workorders.actions.drafting import forget_old_drafts
from linli.domains.workorders.actions.lapsing import close_unrated
from linli.domains.workorders.events import OrderMoved
from linli.domains.workorders.queries import sentences
from linli.domains.workorders.queries.news import News, news_of
from linli.domains.workorders.rules.states import Office, Verb
from linli.foundation.accounts import public as accounts
from linli.foundation.events import public as events
from linli.foundation.notices import public as notices
from linli.foundation.scope import Role
from linli.foundation.scope.roles import COMMITTEE_STAFF
from linli.toolbox.areacodes import committee_of, street_of

# the reporter hears of every step but the offices' own notes and their own doing
_NOT_FOR_REPORTER: Final = frozenset({Verb.REPORT, Verb.URGE, Verb.RATE, Verb.REOPEN, Verb.WITHDRAW})
# whoever holds it now hears what makes it theirs, and when they are urged
_FOR_HOLDER: Final = frozenset(
    {
        Verb.REPORT, Verb.SEND_UP, Verb.SEND_BACK, Verb.DISPATCH, Verb.RETURN, Verb.FINISH, Verb.REWORK, Verb.REOPEN,
        Verb.URGE,
    }
)  # fmt: skip


def listen() -> None:
    """Hear what happens to orders."""
    events.subscribe(OrderMoved, tell)


def tell(moved: OrderMoved) -> None:
    """Tell the reporter and whoever holds the order now."""
    news = news_of(moved.order_id, moved.step_id)
    if news is None:
        return
    if news.reporter_id is not None and not news.is_inside and news.verb not in _NOT_FOR_REPORTER:
        _tell_reporter(news, news.reporter_id)
    if news.verb in _FOR_HOLDER:
        for account_id in _holders(news):
            if account_id != news.by_account_id:
                _tell_holder(news, account_id)


def _tell_reporter(news: News, account_id: int) -> None:
    with notices.in_language_of(account_id):
        notices.notify(
            account_id,
            subject=sentences.subject_for_reporter(news),
            body=sentences.body_for_reporter(news),
            link=reverse("workorders:matter", args=[news.order_id]),
            key=f"workorders:{news.step_id}:reporter",
        )


def _tell_holder(news: News, account_id: int) -> None:
    name = "workorders:task" if news.holder is Office.UNIT else "workorders:order"
    with notices.in_language_of(account_id):
        notices.notify(
            account_id,
            subject=sentences.subject_for_holder(news),
            body=sentences.body_for_holder(news),
            link=reverse(name, args=[news.order_id]),
            key=f"workorders:{news.step_id}:holder",
        )


def _holders(news: News) -> Iterable[int]:
    match news.holder:
        case Office.COMMITTEE:
            return accounts.office_accounts(COMMITTEE_STAFF, committee_of(news.area_code))
        case Office.STREET:
            return accounts.office_accounts({Role.STREET_OPERATOR}, street_of(news.area_code))
        case Office.UNIT:
            return news.unit_accounts
        case _:
            return ()


@app.periodic(cron="17 3 * * *")
@app.task(name="workorders.close_unrated", queueing_lock="workorders.close_unrated")
def close_unrated_job(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Close what was answered ten days ago."""
    close_unrated()


@app.periodic(cron="23 3 * * *")
@app.task(name="workorders.forget_drafts", queueing_lock="workorders.forget_drafts")
def forget_drafts_job(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Throw away drafts that nobody finished for a month."""
    forget_old_drafts()
