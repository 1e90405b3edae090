"""Sending, in the background, with growing waits between tries."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.foundation.notices import outgoing


@app.task(name=outgoing.DELIVER, retry=RetryStrategy(max_attempts=6, exponential_wait=5))
def deliver(delivery_id: int) -> None:
    """Try one delivery."""
    outgoing.deliver_now(delivery_id)
