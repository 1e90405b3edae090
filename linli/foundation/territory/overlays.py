"""Drawing overlays: zones made of ranges of codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from linli.foundation.territory.models import Overlay, OverlayKind, OverlayMember, OverlayZone


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """A zone to be drawn: its code, its name and the half-open code ranges it holds."""

    code: str
    name: str
    ranges: tuple[tuple[int, int], ...]


@transaction.atomic
def draw_overlay(
    code: str,
    name: str,
    kind: OverlayKind,
    zones: Iterable[ZoneDraft],
    *,
    since: date | None = None,
    is_demo: bool = False,
) -> Overlay:
    """Draw an overlay or redraw one: what no longer holds ends on ``since``, what still does is kept."""
    overlay, _created = Overlay.objects.update_or_create(
        code=code,
        defaults={"name": name, "kind": kind, "is_demo": is_demo},
        create_defaults={"name": name, "kind": kind, "is_demo": is_demo, "valid_from": since},
    )
    drafts = list(zones)
    wanted = {(zone.code, lo, hi) for zone in drafts for lo, hi in zone.ranges}
    standing = {
        (member.zone.code, member.lo, member.hi): member
        for member in overlay.members.filter(valid_to=None).select_related("zone")
    }
    gone = [member.pk for key, member in standing.items() if key not in wanted]
    _close(gone, since)
    zone_of = _zones(overlay, drafts)
    OverlayMember.objects.bulk_create(
        OverlayMember(overlay=overlay, zone=zone_of[zone], lo=lo, hi=hi, valid_from=since)
        for zone, lo, hi in sorted(wanted - standing.keys())
    )
    return overlay


def _close(members: Sequence[int], on: date | None) -> None:
    closing = OverlayMember.objects.filter(pk__in=members)
    if on is None:
        closing.delete()  # a drawing without dates keeps no history
    else:
        closing.update(valid_to=on)


def _zones(overlay: Overlay, drafts: Sequence[ZoneDraft]) -> dict[str, OverlayZone]:
    OverlayZone.objects.bulk_create(
        [OverlayZone(overlay=overlay, code=zone.code, name=zone.name) for zone in drafts],
        update_conflicts=True,
        unique_fields=["overlay", "code"],
        update_fields=["name"],
    )
    return {zone.code: zone for zone in overlay.zones.all()}
