"""Rows of one's own, and rows that hang on a row in hand."""

from __future__ import annotations

import pytest

from linli.domains.workorders.models import DraftPhoto, Order, ReportDraft
from linli.foundation.files.models import StoredFile
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import UnscopedQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(cast) -> list[ReportDraft]:
    from django.utils import timezone

    with wall(Scope.EVERYTHING):
        return [
            ReportDraft.objects.create(
                account_id=one.account_id, area_code=one.area_code, changed_at=timezone.now(), words=one.display_name
            )
            for one in (cast.resident, cast.volunteer)
        ]


def test_own_gives_the_rows_of_one_account(cast, drafts) -> None:
    with wall(Scope.EVERYTHING):
        assert [row.words for row in ReportDraft.objects.own(cast.resident.account_id)] == ["resident"]


def test_nobody_owns_nothing(drafts) -> None:
    with wall(Scope.EVERYTHING):
        assert list(ReportDraft.objects.own(None)) == []
        assert not Order.objects.own(None).exists()


def test_own_does_not_step_over_the_wall(cast, drafts) -> None:
    with wall(Scope.NOTHING, account_id=cast.volunteer.account_id):
        assert list(ReportDraft.objects.own(cast.resident.account_id)) == []


def test_a_table_without_owners_says_so() -> None:
    with pytest.raises(TypeError, match="own_lookup"):
        StoredFile.objects.own(1)


def test_of_wants_a_row_that_was_read(cast, drafts) -> None:
    with wall(Scope.EVERYTHING):
        assert list(DraftPhoto.objects.of(draft=drafts[0])) == []
        for wrong in ({"draft": drafts[0].pk}, {"draft": ReportDraft()}, {}, {"draft": drafts[0], "pk": drafts[0]}):
            with pytest.raises(TypeError):
                DraftPhoto.objects.of(**wrong)


def test_an_ordinary_filter_still_names_no_scope(drafts) -> None:
    with wall(Scope.EVERYTHING), pytest.raises(UnscopedQuery, match="own"):
        list(DraftPhoto.objects.filter(draft=drafts[0]))
