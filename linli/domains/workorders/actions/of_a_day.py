"""What one account may send in a day. Whoever has more to report is helped on the telephone."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.moving import PHOTO_BYTES
from linli.domains.workorders.models import DraftPhoto, Order
from linli.domains.workorders.rules.kinds import MOST_PHOTOS
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict


def check_reports_of_day(actor: Actor) -> None:
    """Refuse a report beyond what one account may send in a day."""
    sent = Order.objects.own(actor.account_id).filter(reported_at__gte=_midnight()).count()
    if sent >= settings.LINLI_REPORTS_A_DAY:
        raise Conflict(
            _(
                "You have sent %(most)d reports today, which is as many as are taken in a day. Your draft is kept: "
                "send it tomorrow. If it cannot wait, telephone %(number)s."
            )
            % {"most": settings.LINLI_REPORTS_A_DAY, "number": settings.LINLI_HELPLINE},
            code="workorders.reports_of_day",
        )


def prepare_photo(actor: Actor, stream: BinaryIO, name: str) -> files.Prepared:
    """Check a picture for the actor's draft and draw it anew; no lock is held meanwhile, for it takes a while."""
    with wall(Scope(actor.area_code, actor.area_code + 1), account_id=actor.account_id):
        _check_photos(actor)
    return files.prepare(stream, name, kinds=files.PICTURES, max_bytes=PHOTO_BYTES)


def _check_photos(actor: Actor) -> None:
    if DraftPhoto.objects.own(actor.account_id).count() >= MOST_PHOTOS:
        raise checks.too_many_photos()
    # those taken away again count too: their bytes were taken in
    mine = files.StoredFile.objects.within(Scope(actor.area_code, actor.area_code + 1)).filter(
        stored_by_id=actor.account_id, stored_at__gte=_midnight()
    )
    megabytes = (mine.aggregate(bytes=Sum("size"))["bytes"] or 0) >> 20
    if megabytes >= settings.LINLI_PHOTO_MB_A_DAY:
        raise checks.wrong(
            "photos",
            _(
                "You have sent %(most)d MB of pictures today, which is as much as is taken in a day. Send the report "
                "without more of them, or telephone %(number)s."
            )
            % {"most": settings.LINLI_PHOTO_MB_A_DAY, "number": settings.LINLI_HELPLINE},
        )


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
