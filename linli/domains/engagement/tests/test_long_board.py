"""A board with more on it than it shows: what is important is not what is cut off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.domains.engagement.models import Bulletin, BulletinTarget
from linli.domains.engagement.public import bulletins_for
from linli.domains.engagement.queries.board import MOST
from linli.domains.engagement.tests.conftest import bulletin
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def test_an_important_bulletin_stays_first_behind_a_hundred_newer_ones(world, published):
    important = bulletin(published(title="重要", kind="important", told=False))
    now = timezone.now()
    with wall(Scope.EVERYTHING):
        newer = [
            Bulletin(
                area_code=important.area_code,
                title=f"{number}",
                body="。",
                roles=["resident"],
                state="published",
                written_at=now,
                published_at=now + timedelta(seconds=number),
                expires_on=important.expires_on,
            )
            for number in range(MOST)
        ]
        Bulletin.objects.everywhere(because="test").bulk_create(newer)
        BulletinTarget.objects.everywhere(because="test").bulk_create(
            [BulletinTarget(bulletin=row, area_code=world.first, hi=world.first + 1) for row in newer]
        )
    with wall(world.reader.scope, person_id=world.reader.person_id, account_id=world.reader.account_id):
        titles = [row.title for row in bulletins_for(world.reader, MOST)]
    assert titles[:2] == ["重要", str(MOST - 1)]
