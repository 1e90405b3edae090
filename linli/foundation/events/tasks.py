"""Telling subscribers, in the background."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.foundation.events import outbox


@app.task(name=outbox.TELL, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def tell(event_id: int) -> None:
    """Tell one committed event to those who subscribed."""
    outbox.tell_subscribers(event_id)
