"""Whoever gets a post or loses one reads it once, in their own language."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from linli.foundation.accounts.actions.posts import end_post, grant_post, grant_proposed_post, propose_post
from linli.foundation.accounts.models import Account
from linli.foundation.events.models import Event
from linli.foundation.events.outbox import tell_subscribers
from linli.foundation.notices.models import Delivery, Message
from linli.foundation.notices.posts import tell_of_grant
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(city) -> Account:
    with wall(Scope.EVERYTHING):
        return Account.objects.create(username="zhou.min", display_name="周敏", area_code=city.committee)


def terms(city) -> dict:
    return {"role": Role.COMMITTEE_WORKER, "area_code": city.committee, "starts_on": date(2026, 1, 1)}


def write_to(account: Account, **contact: str) -> None:
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=account.pk).update(**contact)


def tell_all() -> None:
    for event in Event.objects.order_by("pk"):
        tell_subscribers(event.pk)


def messages(account: Account) -> list[Message]:
    with wall(Scope.EVERYTHING):
        return list(Message.objects.everywhere(because="test").filter(recipient_id=account.pk).order_by("pk"))


def test_a_granted_post_is_told_once_with_role_area_and_day(cast, city, somebody):
    grant_post(cast.security_admin, somebody.pk, **terms(city))
    tell_all()
    tell_all()
    (message,) = messages(somebody)
    assert "居村干部" in message.subject
    assert "彭浦新村" in message.body
    assert "1月1日" in message.body
    assert message.link == "/account/"


def test_a_proposal_is_no_news_and_its_grant_is(cast, city, somebody):
    post = propose_post(cast.system_admin, somebody.pk, **terms(city))
    tell_all()
    assert messages(somebody) == []
    grant_proposed_post(cast.security_admin, post.pk)
    tell_all()
    assert len(messages(somebody)) == 1


def test_the_message_is_in_the_language_of_whom_it_is_for(cast, city, somebody):
    write_to(somebody, language="en")
    post = grant_post(cast.security_admin, somebody.pk, **terms(city))
    with translation.override("zh-hans"):
        end_post(cast.security_admin, post.pk, reason="moved away")
        tell_all()
    granted, ended = messages(somebody)
    assert granted.subject == "You have a new post: Committee worker"
    assert ended.subject == "Your post has ended: Committee worker"
    assert "moved away" not in ended.subject + ended.body  # the reason is for the record


def test_the_end_goes_by_e_mail_too_for_the_inbox_may_not_open_any_more(cast, city, somebody):
    write_to(somebody, email="zhou@example.org")
    post = grant_post(cast.security_admin, somebody.pk, **terms(city))
    end_post(cast.security_admin, post.pk, reason="retired")
    tell_all()
    _granted, ended = messages(somebody)
    with wall(Scope.EVERYTHING):
        channels = set(
            Delivery.objects.everywhere(because="test").filter(message=ended).values_list("channel", flat=True)
        )
    assert channels == {"inbox", "email"}


def test_whoever_never_knew_of_a_proposal_is_not_told_that_it_was_declined(cast, city, somebody):
    post = propose_post(cast.system_admin, somebody.pk, **terms(city))
    end_post(cast.security_admin, post.pk, reason="a slip")
    tell_all()
    assert messages(somebody) == []


def test_of_a_grant_that_failed_nobody_hears(cast, city, somebody):
    with pytest.raises(ZeroDivisionError), wall(Scope.EVERYTHING):
        grant_post(cast.security_admin, somebody.pk, **terms(city))
        raise ZeroDivisionError
    assert not Event.objects.exists()


def test_telling_it_twice_leaves_one_message(cast, city, somebody):
    from linli.foundation.accounts.public import PostGranted

    for _ in range(2):
        tell_of_grant(PostGranted(7, somebody.pk, "committee_worker", city.committee, "2026-01-01"))
    assert len(messages(somebody)) == 1
