"""Taking a list out of the house: asked for with a purpose, written in the background, marked, recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, Final, NamedTuple, cast

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions import checks
from linli.domains.registry.events import ExportReady
from linli.domains.registry.models import Export
from linli.domains.registry.models.export import ExportFormat, ExportState
from linli.domains.registry.models.person import Sex
from linli.domains.registry.queries.exports import headings, own_export, rows_to_export, values
from linli.domains.registry.queries.people import PeopleFilter, count_people
from linli.domains.registry.rules.ages import Band
from linli.domains.registry.rules.brought import Brought
from linli.domains.registry.rules.gaps import Gap
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox import clock
from linli.toolbox.errors import Invalid
from linli.toolbox.tables import write_csv, write_xlsx

TASK: Final = "registry.write_export"
QUEUE: Final = "exports"
_ENDINGS: Final = {ExportFormat.CSV: files.CSV, ExportFormat.XLSX: files.XLSX}


class Fetched(NamedTuple):
    """The file of an export, opened."""

    name: str
    media_type: str
    content: bytes


@action(Permission.EXPORT)
def request_export(actor: Actor, wanted: PeopleFilter, written_as: ExportFormat, *, purpose: str) -> int:
    """Ask for a list as a file; return the number under which it will be ready.

    The numbers of single people do not pass: a list found by one is no list, and the number would be kept.
    """
    checks.checked_purpose(purpose)
    if any(kind.names_one_person for term in wanted.terms for kind in term.kinds):
        sentence = gettext_lazy("A list found by a citizen id or telephone cannot be exported. Search otherwise.")
        raise Invalid(sentence, code="registry.export.one_person")
    rows = count_people(actor, wanted, most=settings.LINLI_EXPORT_MOST_ROWS)
    if rows > settings.LINLI_EXPORT_MOST_ROWS:
        raise Invalid(
            _("This list has more than %(most)d people. Narrow it, or export one committee after the other.")
            % {"most": settings.LINLI_EXPORT_MOST_ROWS},
            code="registry.export.too_many",
        )
    if not rows:
        raise Invalid(gettext_lazy("Nobody is on this list. Change the filters first."), code="registry.export.nobody")
    export = Export.objects.create(
        area_code=actor.area_code,
        query=_kept(wanted),
        format=written_as,
        purpose=purpose,
        rows=rows,
        requested_by_id=actor.account_id,
        requested_post_id=actor.post_id,
        requested_at=timezone.now(),
    )
    audit.record(
        actor, "registry:export:request", kind="export", object_id=export.pk, purpose=purpose,
        detail={"rows": rows, "format": str(written_as)},
    )  # fmt: skip
    app.configure_task(name=TASK, queue=QUEUE).defer(export_id=export.pk, post_id=actor.post_id)
    return export.pk


@action(Permission.EXPORT)
def write_export(actor: Actor, export_id: int) -> None:
    """Write the file of an export. Everybody in it gets an audit row: they can read who took them along, and why.

    All in one transaction: a worker that dies leaves neither a file nor a row, and the job is done again.
    """
    export = Export.objects.within(actor.scope).select_for_update(of=("self",)).filter(pk=export_id).first()
    if export is None or export.state != ExportState.WAITING:
        audit.record(actor, "registry:export:idle", kind="export", object_id=export_id)
        return
    with TemporaryFile() as out:
        written = _write(actor, export, out)
        stored = files.keep(
            actor, cast("BinaryIO", out), _filename(export), kinds=[_ENDINGS[ExportFormat(export.format)]], sealed=True
        )
    export.state, export.ready_at = ExportState.READY, timezone.now()
    export.rows, export.file_id = written, stored.pk
    export.save(update_fields=["state", "ready_at", "rows", "file_id"])
    audit.record(
        actor, "registry:export:write", kind="export", object_id=export.pk, area_code=export.area_code,
        purpose=export.purpose, detail={"rows": written},
    )  # fmt: skip
    if export.requested_by_id is not None:
        events.announce(ExportReady(export.pk, export.area_code, export.requested_by_id, written))


@action(Permission.EXPORT)
def fetch_export(actor: Actor, export_id: int) -> Fetched:
    """Give the file of an export to the one who asked for it; each time is recorded."""
    export = own_export(actor, export_id)
    stored = files.stored_file(actor, export.file_id or 0)
    with files.opened(stored) as clear:
        content = clear.read()
    Export.objects.within(actor.scope).filter(pk=export_id).update(downloads=F("downloads") + 1)
    audit.record(
        actor, "registry:export:download", kind="export", object_id=export.pk, area_code=export.area_code,
        purpose=export.purpose, detail={"rows": export.rows},
    )  # fmt: skip
    return Fetched(stored.name, stored.media_type, content)


def abandon_export(export_id: int) -> None:
    """Write down that nobody may write what was asked: the post ended before its turn came."""
    system = Actor.system(because="the post that asked for an export has ended")
    with wall(Scope.EVERYTHING):
        waiting = Export.objects.everywhere(because=system.because).filter(pk=export_id, state=ExportState.WAITING)
        if waiting.update(state=ExportState.FAILED, failure="export.post_ended"):
            audit.record(system, "registry:export:failed", kind="export", object_id=export_id)


def _write(actor: Actor, export: Export, out: IO[bytes]) -> int:
    written = 0

    def lines() -> Iterator[list[str]]:
        nonlocal written
        for rows in rows_to_export(actor, _filter(export.query)):
            written += len(rows)
            audit.record_many(
                actor,
                "registry:person:export",
                [
                    audit.Row("person", row.id, row.id, row.area_code, export.purpose, {"export": export.pk})
                    for row in rows
                ],
            )
            yield from (values(actor, row) for row in rows)

    write = write_csv if export.format == ExportFormat.CSV else write_xlsx
    write(cast("BinaryIO", out), headings(actor), lines(), watermark=watermark(actor, export))
    return written


def watermark(actor: Actor, export: Export) -> str:
    """Say in the file itself who took it, under which post, when, for what, under which number."""
    role = actor.role.label if actor.role else ""
    return _(
        "Linli export no. %(number)d · %(who)s, %(role)s, %(area)s · %(when)s · for: %(purpose)s · pass to nobody"
    ) % {
        "number": export.pk,
        "who": actor.display_name,
        "role": role,
        "area": actor.area_name,
        "when": f"{clock.now():%Y-%m-%d %H:%M}",
        "purpose": purpose_words(export.purpose),
    }


def _filename(export: Export) -> str:
    return _("People, export %(number)d") % {"number": export.pk} + f".{export.format}"


def _kept(wanted: PeopleFilter) -> dict[str, Any]:
    """Write the filters down, to be asked again in the background."""
    return {
        "words": wanted.words,
        "sex": wanted.sex,
        "band": wanted.band,
        "standing": wanted.standing,
        "gap": wanted.gap,
        "area": [wanted.area.lo, wanted.area.hi] if wanted.area else None,
        "brought": str(wanted.brought or ""),
    }


def _filter(kept: Mapping[str, Any]) -> PeopleFilter:
    return PeopleFilter(
        words=kept["words"],
        sex=None if kept["sex"] is None else Sex(kept["sex"]),
        band=None if kept["band"] is None else Band(kept["band"]),
        standing=kept["standing"],
        gap=None if kept["gap"] is None else Gap(kept["gap"]),
        area=Scope(*kept["area"]) if kept["area"] else None,
        brought=Brought.read(kept.get("brought", "")),
    )
