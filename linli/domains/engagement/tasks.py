"""The bulletin board at work: it watches the clock and tells people."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.domains.engagement.actions.delivering import deliver, settle_what_was_left_behind
from linli.domains.engagement.actions.publishing import DELIVER, archive_what_is_over, publish_due
from linli.domains.engagement.models.delivery import News


@app.periodic(cron="* * * * *")
@app.task(name="engagement.watch_the_clock", queueing_lock="engagement.watch_the_clock")
def watch_the_clock(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Publish what is due, archive what is over, and settle which texts nobody can answer for."""
    publish_due()
    archive_what_is_over()
    settle_what_was_left_behind()


@app.task(name=DELIVER, retry=RetryStrategy(max_attempts=8, exponential_wait=5))
def deliver_bulletin(bulletin_id: int, news: str) -> None:
    """Tell everybody a bulletin, or its recall, is for; done again after a crash nobody is told twice."""
    deliver(bulletin_id, News(news))
