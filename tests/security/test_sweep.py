"""Every address × every role, exactly as this table says; a new address fails until it stands here.

Things live in the worker's committee. Whoever lacks the permission gets 403 for them and for anything else;
whoever has it but works elsewhere gets 404, in the words of a thing that never was; strangers go to sign in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.registry.models import Export, Household, ImportBatch, Organisation, Person, Premises, Tenure
from linli.foundation.accounts.models import Account, Post
from linli.foundation.files import public as files
from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault import public as vault

pytestmark = pytest.mark.django_db

# --- who ------------------------------------------------------------------------------------------------
WORKERS = frozenset({"worker", "head", "neighbour"})
OPERATORS = {"street", "other_street", "district", "city"}
READERS = WORKERS | OPERATORS
PARTNERS = {"resident", "volunteer", "block_head", "owners", "property_firm", "organisation"}
SYSTEM = {"system_admin", "foreign_system_admin"}
SECURITY = {"security_admin", "foreign_security_admin"}
AUDIT = {"audit_admin", "foreign_audit_admin"}
IMPORTERS = WORKERS | {"street", "other_street", "district"}
EXPORTERS = WORKERS | {"street", "other_street"}
EVERYBODY = READERS | {"department"} | PARTNERS | SYSTEM | SECURITY | AUDIT
# who works where the things are
NEAR = {"worker", "head", "street", "district", "city", "department", "system_admin", "security_admin", "audit_admin"}


@dataclass(frozen=True)
class Row:
    """What one address answers to GET: ``code`` to those in ``allowed``, 404 to those of them far from the thing."""

    allowed: set[str] | frozenset[str]
    thing: str = ""
    code: int = 200
    own: str = ""  # the thing is this person's alone
    here: frozenset[str] = frozenset()  # who is answered 200 where the others are sent on


PUBLIC = "public"
POST = 405  # only POST is answered
# what an address needs beside its path, and what it says to an empty form that chooses nothing
QUERY = {"registry:person-reveal": {"field": "telephone"}}
# … or to the second who sends it: the first has put the thing away
CHOOSES = {
    "workorders:matter-rating",
    "workorders:matter-reopening",
    "workorders:matter-urging",
    "workorders:matter-withdrawal",
    "workorders:task",
    "registry:import-forget",
    "registry:rehoming-decisions",
    "accounts:take-post",
    "jobs:retry",
    "registry:person-reveal",
    "engagement:bulletin-discard",
}

TABLE: dict[str, Row | str] = {
    "workbench:home": Row(EVERYBODY, code=302, here=WORKERS | PARTNERS - {"resident"}),
    "workbench:find": Row(EVERYBODY),
    "workbench:keys": Row(EVERYBODY),
    "open:alive": PUBLIC,
    "open:ready": PUBLIC,
    "open:help": PUBLIC,
    "open:manifest": PUBLIC,
    "open:worker": PUBLIC,
    "open:offline": PUBLIC,
    "accounts:sign-in": PUBLIC,
    "accounts:sign-in-code": PUBLIC,
    "accounts:sign-in-enrol": PUBLIC,
    "accounts:sign-in-onward": PUBLIC,
    "accounts:sign-in-password": PUBLIC,
    "accounts:sign-in-as": PUBLIC,
    "accounts:sign-out": PUBLIC,
    "accounts:password-forgotten": PUBLIC,
    "accounts:password-chosen": PUBLIC,
    "accounts:password-choose": PUBLIC,
    "accounts:language": PUBLIC,
    "accounts:look": PUBLIC,
    "ui:appearance": PUBLIC,
    "ui:table": PUBLIC,
    "ui:gallery": PUBLIC,
    "ui:gallery-group": PUBLIC,
    "ui:gallery-resident": PUBLIC,
    "ui:gallery-plain": PUBLIC,
    "ui:gallery-print": PUBLIC,
    "accounts:take-post": Row(EVERYBODY, code=POST),
    "accounts:mine": Row(EVERYBODY),
    "accounts:contact": Row(EVERYBODY),
    "accounts:telephone": Row(EVERYBODY),
    "accounts:password": Row(EVERYBODY),
    "accounts:end-sessions": Row(EVERYBODY, code=POST),
    "accounts:second-step": Row(EVERYBODY, code=302),
    "accounts:second-step-start": Row(EVERYBODY),
    "accounts:recovery-codes": Row(EVERYBODY, code=302),
    "accounts:second-step-off": Row(EVERYBODY, code=302),
    "accounts:list": Row(SYSTEM | SECURITY),
    "accounts:areas": Row(SYSTEM | SECURITY),
    "accounts:new": Row(SYSTEM),
    "accounts:import": Row(SYSTEM),
    "accounts:import-template": Row(SYSTEM),
    "accounts:posts": Row(SYSTEM | SECURITY),
    "accounts:post-granting": Row(SECURITY, "post", POST),
    "accounts:post-ending": Row(SECURITY, "post"),
    "accounts:card": Row(SYSTEM | SECURITY, "account"),
    "accounts:change": Row(SYSTEM, "account"),
    "accounts:new-password": Row(SYSTEM, "account", POST),
    "accounts:closing": Row(SYSTEM | SECURITY, "account"),
    "accounts:opening": Row(SYSTEM | SECURITY, "account", POST),
    "accounts:second-step-reset": Row(SECURITY, "account"),
    "accounts:post-propose": Row(SYSTEM, "account"),
    "accounts:post-grant": Row(SECURITY, "account"),
    "registry:people": Row(READERS),
    "registry:person-new": Row({"worker", "head", "neighbour"}),
    "registry:birthdays": Row(WORKERS),
    "registry:purpose": Row(READERS),
    "registry:rehoming": Row(WORKERS),
    "registry:rehoming-decisions": Row(WORKERS, "area", POST),
    "registry:person": Row(READERS, "person"),
    "registry:person-correct": Row(WORKERS, "person"),
    "registry:person-reveal": Row(WORKERS, "value"),
    "registry:person-connect": Row(WORKERS, "person"),
    "registry:person-disconnect": Row(WORKERS, "person", code=302),
    "registry:person-history": Row(READERS, "person"),
    "registry:tenure-new": Row(WORKERS, "person"),
    "registry:tenure-end": Row(WORKERS, "tenure"),
    "registry:tenure-withdraw": Row(WORKERS, "tenure"),
    "registry:homes": Row(READERS),
    "registry:home-new": Row(WORKERS),
    "registry:home": Row(READERS, "premises"),
    "registry:home-correct": Row(WORKERS, "premises"),
    "registry:household-new": Row(WORKERS, "premises"),
    "registry:households": Row(READERS),
    "registry:household": Row(READERS, "household"),
    "registry:household-move": Row(WORKERS, "household"),
    "registry:household-join": Row(WORKERS, "household"),
    "registry:household-leave": Row(WORKERS, "member"),
    "registry:organisations": Row(READERS | {"department"}),
    "registry:organisation-new": Row(WORKERS),
    "registry:organisation": Row(READERS | {"department"}, "organisation"),
    "registry:organisation-correct": Row(WORKERS, "organisation"),
    "registry:imports": Row(IMPORTERS),
    "registry:import-new": Row(IMPORTERS),
    "registry:import-empty": Row(IMPORTERS),
    "registry:import": Row(IMPORTERS, "batch"),
    "registry:import-problems": Row(IMPORTERS, "batch"),
    "registry:import-columns": Row(IMPORTERS, "batch"),
    "registry:import-load": Row(IMPORTERS, "batch", POST),
    "registry:import-undo": Row(IMPORTERS, "batch", POST),
    "registry:import-retry": Row(IMPORTERS, "batch", POST),
    "registry:import-forget": Row(IMPORTERS, "batch", POST),
    "registry:exports": Row(EXPORTERS),
    "registry:export": Row(EXPORTERS),
    "registry:export-file": Row(EXPORTERS, "export", own="worker"),
    "workorders:orders": Row(READERS),
    "workorders:write-down": Row(EXPORTERS),
    "workorders:units": Row({"street", "other_street", "district"}),
    "workorders:unit": Row({"street", "other_street", "district"}, "unit"),
    "workorders:order": Row(READERS, "order"),
    "workorders:urging": Row(OPERATORS, "order"),
    "workorders:deed": Row(EXPORTERS, "deed"),
    "workorders:reporter": Row(EXPORTERS, "order"),
    "workorders:sheet": Row(READERS, "order"),
    "workorders:tasks": Row({"property_firm", "department"}),
    "workorders:task": Row({"property_firm", "department"}, "task", own="property_firm"),
    "workorders:task-sheet": Row({"property_firm", "department"}, "task", own="property_firm"),
    "workorders:report": Row(PARTNERS),
    "workorders:report-place": Row(PARTNERS),
    "workorders:report-words": Row(PARTNERS, code=302),
    "workorders:report-check": Row(PARTNERS, code=302),
    "workorders:report-discard": Row(PARTNERS, code=POST),
    "workorders:report-photos": Row(PARTNERS, code=POST),
    "workorders:report-photo": Row(PARTNERS, "draft-photo", own="resident"),
    "workorders:report-sent": Row(PARTNERS, "matter", own="resident"),
    "workorders:matters": Row(PARTNERS),
    "workorders:matter": Row(PARTNERS, "matter", own="resident"),
    "workorders:matter-rating": Row(PARTNERS, "matter", POST),
    "workorders:matter-reopening": Row(PARTNERS, "matter", POST),
    "workorders:matter-urging": Row(PARTNERS, "matter", POST),
    "workorders:matter-withdrawal": Row(PARTNERS, "matter", POST),
    "workorders:order-photo": Row(
        READERS | {"department"} | PARTNERS,
        "photo",
        code=404,
        here=frozenset({"resident", "worker", "head", "street", "district", "city"}),
    ),
    "territory:home": Row(EVERYBODY),
    "territory:overlay": Row(EVERYBODY, "overlay"),
    "territory:zone": Row(EVERYBODY, "zone"),
    "territory:area": Row(EVERYBODY, "public-area"),
    "territory:new-unit": Row({"head", "street", "other_street"} | SYSTEM, "area"),
    "territory:change": Row(SYSTEM, "area-change"),
    "files:download": Row(EVERYBODY, "file"),
    "notices:inbox": Row(EVERYBODY),
    "notices:message": Row(EVERYBODY, "message", own="worker"),
    "jobs:list": Row(SYSTEM),
    "jobs:retry": Row(SYSTEM, "job", POST),
    "operations:home": Row(READERS | {"department"}),
    "operations:area": Row(READERS | {"department"}, "area"),
    "resident:home": Row(PARTNERS),
    "resident:services": Row(PARTNERS),
    "resident:participation": Row(PARTNERS),
    "resident:mine": Row(PARTNERS),
    "engagement:bulletins": Row(READERS),
    "engagement:bulletin-new": Row(EXPORTERS),
    "engagement:board": Row(PARTNERS),
    "engagement:board-bulletin": Row(PARTNERS, "board-bulletin", own="resident"),
    "engagement:bulletin": Row(READERS, "bulletin"),
    "engagement:bulletin-draft": Row(EXPORTERS, "bulletin"),
    "engagement:bulletin-discard": Row(EXPORTERS, "bulletin", POST),
    "engagement:bulletin-publication": Row(EXPORTERS, "bulletin"),
    "engagement:bulletin-recall": Row(EXPORTERS, "bulletin", 302),
    "engagement:bulletin-sheet": Row(READERS, "bulletin"),
    "resident:me": Row(PARTNERS),
    "resident:code": Row(PARTNERS, code=POST),
    "resident:looks": Row(PARTNERS),
    "administration:audit": Row(AUDIT),
    "administration:verification": Row(AUDIT),
}
# territory is public knowledge inside the house: no scope hides an area, a zone or a file's absence of one
# … and a task is found by who works for its unit, a matter and its pictures by whoever reported it
SCOPELESS = {"overlay", "zone", "job", "public-area", "board-bulletin", "task", "matter", "photo", "draft-photo"}


def addresses(resolver: URLResolver, namespace: str = "") -> dict[str, tuple[str, ...]]:
    """Collect the full name of every address with the methods its door takes."""
    found: dict[str, tuple[str, ...]] = {}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            found[f"{namespace}{pattern.name}"] = getattr(pattern.callback, "linli_methods", ("GET",))
    return found


def test_the_table_knows_every_address():
    assert set(addresses(get_resolver())) == set(TABLE)


# --- the things -------------------------------------------------------------------------------------------


@pytest.fixture
def things(cast, city) -> dict[str, dict[str, object]]:
    """Put one of each into the worker's committee; return the arguments of its address."""
    now, code = timezone.now(), city.committee
    with wall(Scope.EVERYTHING):
        home = Premises.objects.create(
            area_code=code, kind="room", label="502室", path="临汾路1弄2号502室", is_home=True
        )
        household = Household.objects.create(area_code=code, home=home, recorded_at=now)
        person = Person.objects.create(
            area_code=code, name="丁一", name_initials="dy", source="committee", recorded_at=now, home=home,
            household=household, telephone=vault.seal("10012345678", b"registry.person.telephone"),
            telephone_index=b"0" * 16,
        )  # fmt: skip
        tenure = Tenure.objects.create(
            area_code=code, person=person, premises=home, kind=2, period=DateRange(date(2020, 1, 1), None),
            source="committee", recorded_at=now,
        )  # fmt: skip
        organisation = Organisation.objects.create(area_code=code, name="小店", recorded_at=now)
        stored = files.keep(cast.worker, BytesIO(b"a,b"), "a.csv", kinds={files.CSV})
        sealed = files.keep(
            cast.worker, BytesIO("姓名,地址\n丁一,临汾路1弄".encode()), "a.csv", kinds={files.CSV}, sealed=True
        )
        message = Message.objects.create(
            area_code=code, recipient_id=cast.worker.account_id, subject="s", body="b", key="k", written_at=now
        )
        batch = ImportBatch.objects.create(
            area_code=code, file_id=sealed.pk, filename="a.csv", sha256="0", uploaded_at=now, state="checked"
        )
        export = Export.objects.create(
            area_code=code, format="csv", purpose="sweep", state="ready", ready_at=now, requested_at=now,
            file_id=sealed.pk, requested_by_id=cast.worker.account_id, requested_post_id=cast.worker.post_id,
        )  # fmt: skip
        draft, told = (
            Bulletin.objects.create(
                area_code=code, title="停水", body="明天", telephone="12345", written_at=now,
                expires_on=date(2099, 1, 1), state="published" if at else "draft", published_at=at,
            )
            for at in (None, now)
        )  # fmt: skip
        BulletinDelivery.objects.create(
            bulletin=told, area_code=code, way="app", account_id=cast.resident.account_id, moved_at=now
        )
        account = Account.objects.everywhere(because="sweep").get(pk=cast.worker.account_id)
        post = Post.objects.everywhere(because="sweep").get(pk=cast.worker.post_id)
    overlay, zone = an_overlay(code)
    unit, order = an_order(cast, city)
    matter, photo, draft_photo = a_matter(cast, city)
    return {
        "person": {"person_id": person.pk},
        "value": {"person_id": person.pk},
        "tenure": {"person_id": person.pk, "tenure_id": tenure.pk},
        "premises": {"premises_id": home.pk},
        "household": {"household_id": household.pk},
        "member": {"household_id": household.pk, "person_id": person.pk},
        "organisation": {"organisation_id": organisation.pk},
        "batch": {"batch_id": batch.pk},
        "export": {"export_id": export.pk},
        "account": {"account_id": account.pk},
        "post": {"post_id": post.pk},
        "file": {"file_id": stored.pk},
        "message": {"message_id": message.pk},
        "bulletin": {"bulletin_id": draft.pk},
        "board-bulletin": {"bulletin_id": told.pk},
        "unit": {"unit_id": unit},
        "order": {"order_id": order},
        "deed": {"order_id": order, "verb": "note"},
        "task": {"order_id": order},
        "matter": {"order_id": matter},
        "photo": {"photo_id": photo},
        "draft-photo": {"photo_id": draft_photo},
        "area": {"code": code},
        "public-area": {"code": code},
        "area-change": {"code": code, "kind": "rename"},
        "overlay": {"code": overlay},
        "zone": {"pk": zone},
        "job": {"job_id": 1},
    }


def an_overlay(code: int) -> tuple[str, int]:
    from linli.foundation.territory import public as territory
    from linli.foundation.territory.models import OverlayZone

    territory.draw_overlay(
        code="sweep", name="扫", kind=territory.OverlayKind.OPERATION_GRID,
        zones=[territory.ZoneDraft("01", "一", ((code, code + 10_000),))],
    )  # fmt: skip
    return "sweep", OverlayZone.objects.get(overlay__code="sweep").pk


def an_order(cast, city) -> tuple[int, int]:
    """Give a unit of the street with one of its people, and an order that it holds."""
    from linli.domains.workorders import public as workorders

    street = Scope(city.street, city.street + 10**7)
    unit = workorders.add_unit(cast.street, name="物业", kind=workorders.UnitKind.PROPERTY_FIRM, scope=street)
    workorders.add_member(cast.street, unit, cast.property_firm.post_id)
    written = workorders.Written(kind="lamp", place_code=city.committee, words="灯不亮", reporter_name="丁")
    order = workorders.write_down(cast.worker, written, workorders.Given())
    workorders.dispatch(cast.worker, order.pk, unit_id=unit)
    return unit, order.pk


def a_matter(cast, city) -> tuple[int, int, int]:
    """Give what the resident reported, its picture, and a picture of what they have begun since."""
    from PIL import Image

    from linli.domains.workorders import public as workorders
    from linli.domains.workorders.models import DraftPhoto, OrderPhoto

    def a_picture() -> BytesIO:
        kept = BytesIO()
        Image.new("RGB", (8, 8)).save(kept, "PNG")
        return kept

    workorders.save_draft(cast.resident, kind="lamp", place_code=city.committee, words="灯不亮")
    workorders.add_photo(cast.resident, a_picture(), "a.png")
    order = workorders.send_report(cast.resident, None)
    workorders.add_photo(cast.resident, a_picture(), "b.png")
    with wall(Scope.EVERYTHING):
        photo = OrderPhoto.objects.everywhere(because="sweep").get(order=order)
        draft_photo = DraftPhoto.objects.everywhere(because="sweep").get(account_id=cast.resident.account_id)
    return order.pk, photo.pk, draft_photo.pk


def expected(name: str, row: Row, who: str) -> int:
    if who not in row.allowed:
        return 403
    far = bool(row.thing) and row.thing not in SCOPELESS and who not in NEAR
    alone = bool(row.own) and who != row.own
    if (far or alone) and row.code != POST:
        return 404
    return 200 if who in row.here else row.code


def answer(response) -> int:
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def rows() -> list[str]:
    return [name for name, row in TABLE.items() if isinstance(row, Row)]


@pytest.mark.parametrize("name", rows())
def test_every_role_gets_exactly_what_the_table_says(name, cast, things, client_of):
    row = TABLE[name]
    address = reverse(name, kwargs=things[row.thing] if row.thing else {})
    query = QUERY.get(name, {})
    stranger = Client().get(address, query)
    assert (stranger.status_code, stranger["Location"].split("?")[0]) == (302, "/sign-in/")
    got = {who: answer(client_of(actor).get(address, query)) for who, actor in cast}
    assert got == {who: expected(name, row, who) for who, _ in cast}


WRITES = [name for name in rows() if "POST" in addresses(get_resolver())[name]]


@pytest.mark.parametrize("name", WRITES)
def test_an_empty_form_is_refused_in_the_same_order(name, cast, things, client_of):
    """A write is judged as a look is: permission, then scope; an empty form is never a fault of ours."""
    row = TABLE[name]
    address = reverse(name, kwargs=things[row.thing] if row.thing else {})
    assert Client().post(address)["Location"].startswith("/sign-in/")
    for who, actor in cast:
        code = client_of(actor).post(address).status_code
        if who not in row.allowed:
            assert code == 403, who
        elif row.thing and row.thing not in SCOPELESS and who not in NEAR:
            assert code == 404, who
        else:
            assert code in {200, 302, 403, 409, 422} | ({404} if name in CHOOSES else set()), who


def without_numbers(text: str) -> str:
    return re.sub(r'value="[^"]*"|href="/help/[^"]*"|"[A-Za-z0-9]{64}"|"[A-Za-z0-9]{59,63}"|\d+', "", text)


@pytest.mark.parametrize(
    "name",
    [n for n in rows() if TABLE[n].thing not in {"", "job", "overlay", "zone", "area", "area-change", "public-area"}],
)
def test_a_thing_elsewhere_reads_like_a_thing_that_never_was(name, cast, things, client_of):
    row = TABLE[name]
    far = next(
        (
            who
            for who in (
                "neighbour",
                "other_street",
                "volunteer",
                "foreign_system_admin",
                "foreign_security_admin",
                "department",
            )
            if who in row.allowed
        ),
        None,
    )
    assert far is not None
    browser = client_of(getattr(cast, far))
    method = browser.post if row.code == POST else browser.get
    real = method(reverse(name, kwargs=things[row.thing]))
    never = method(reverse(name, kwargs=dict.fromkeys(things[row.thing], 987_654_321)))
    assert real.status_code == never.status_code == 404
    assert without_numbers(real.content.decode()) == without_numbers(never.content.decode())


def test_administrators_never_hold_a_permission_of_the_registry(cast):
    for who in ("system_admin", "security_admin", "audit_admin"):
        assert not [p for p in getattr(cast, who).permissions if p.startswith("registry:")]
