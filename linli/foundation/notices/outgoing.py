"""Writing a message and sending it on its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from linli.foundation.accounts import public as accounts
from linli.foundation.notices.channels import Letter, Undeliverable, gateway
from linli.foundation.notices.models import Channel, Delivery, DeliveryState, Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

DELIVER: Final = "notices.deliver"  # the task, by name: tasks stands above this file
_INBOX_ONLY = (Channel.INBOX,)


def notify(
    account_id: int,
    *,
    subject: str,
    body: str,
    link: str = "",
    key: str = "",
    channels: Sequence[str] = _INBOX_ONLY,
) -> Message:
    """Write a message to an account; it leaves when the running transaction is durable.

    With a ``key`` the same news reaches the same account once, however often it is told.
    """
    # the sender's scope need not cover the recipient: a street writes to its district and the reverse
    with wall(Scope.EVERYTHING):
        recipient = accounts.addressee(account_id)
        message, is_new = Message.objects.everywhere(because="the same news once").get_or_create(
            recipient_id=recipient.account_id,
            key=key or f"{timezone.now().timestamp()}-{subject}"[:120],
            defaults={
                "area_code": recipient.area_code,
                "subject": subject,
                "body": body,
                "link": link,
                "written_at": timezone.now(),
            },
        )
        if is_new:
            for channel in dict.fromkeys(channels):
                _hand_over(message, channel)
    return message


@contextmanager
def in_language_of(account_id: int) -> Iterator[None]:
    """Choose the words of a message in the language of whom it is for, whoever set it off."""
    with translation.override(accounts.addressee(account_id).language):
        yield


def _hand_over(message: Message, channel: str) -> None:
    at_once = channel == Channel.INBOX
    delivery = Delivery.objects.create(
        area_code=message.area_code,
        message=message,
        channel=channel,
        state=DeliveryState.SENT if at_once else DeliveryState.QUEUED,
        sent_at=timezone.now() if at_once else None,
    )
    if not at_once:
        app.configure_task(DELIVER).defer(delivery_id=delivery.pk)


def deliver_now(delivery_id: int) -> None:
    """Try one delivery. A failure is written down and raised, so that the queue tries again later."""
    failure: Exception | None = None
    with wall(Scope.EVERYTHING), transaction.atomic():
        rows = Delivery.objects.everywhere(because="sending").select_related("message")
        delivery = rows.lock(delivery_id)
        if delivery.state == DeliveryState.SENT:
            return
        delivery.attempts += 1
        try:
            delivery.reference = gateway(delivery.channel).send(_letter(delivery))
            delivery.state, delivery.sent_at, delivery.failure = DeliveryState.SENT, timezone.now(), ""
        except Undeliverable as error:
            delivery.state, delivery.failure = DeliveryState.FAILED, str(error)[:300]
        except Exception as error:  # noqa: BLE001 - any fault of a gateway is tried again
            delivery.state, delivery.failure = DeliveryState.FAILED, repr(error)[:300]
            failure = error
        delivery.save(update_fields=["attempts", "reference", "state", "sent_at", "failure"])
    if failure is not None:
        raise failure


def _letter(delivery: Delivery) -> Letter:
    message = delivery.message
    recipient = accounts.addressee(message.recipient_id)
    address = recipient.email if delivery.channel == Channel.EMAIL else recipient.telephone()
    if not address:
        raise Undeliverable(f"The account has no address for {delivery.channel}.")
    return Letter(address, message.subject, message.body, message.link)
