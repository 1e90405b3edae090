"""What a request carries in Linli."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from linli.foundation.scope import Actor


class Request(HttpRequest):
    """A request of somebody who signed in: ``actor`` is there."""

    actor: Actor
    htmx: HtmxDetails


class StrangerRequest(HttpRequest):
    """A request of anybody; ``actor`` is None for a stranger."""

    actor: Actor | None
    htmx: HtmxDetails
