"""What is written freely, purposes and reasons, holds nobody's number: the person and the audit would keep it."""

from datetime import date

import pytest

from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.actions.tenures import record_tenure
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.tests.world import citizen_id
from linli.foundation.audit import public as audit
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid

pytestmark = pytest.mark.django_db

ID = citizen_id()
TYPED = ["核对13800138000", "核对 １３８ ００１３ ８０００", f"核对 {ID[:6]}-{ID[6:14]}-{ID[14:]}"]
SENTENCE = "11 位"
WRITTEN = {"reason": TYPED[0], "words": TYPED[0]}


@pytest.fixture
def ids(world, tenure, organisation):
    """Name the things that the addresses speak of."""
    return {
        "person": world.zhang.pk,
        "tenure": tenure.pk,
        "household": world.household.pk,
        "organisation": organisation.pk,
        "home": world.home.pk,
        "member": world.li.pk,
    }


def purposes(actor):
    with wall(actor.scope):
        return [row.purpose for row in audit.rows(actor)]


@pytest.mark.parametrize("typed", TYPED)
def test_a_purpose_with_somebodys_number_is_asked_again_and_what_was_typed_stays(typed, world, cast, client_of):
    answer = client_of(cast.worker).post("/people/purpose/", {"purpose": "other", "words": typed})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert SENTENCE in text
    assert f'value="{typed}"' in text


@pytest.mark.parametrize("typed", TYPED)
def test_a_correction_whose_reason_names_a_number_keeps_the_form_and_records_no_number(typed, world, cast, client_of):
    """Nor does the reason become the purpose of a look, as it may for who wrote for more than half an hour."""
    form = {"name": "张三三", "sex": "1", "standing": "present", "source": "committee", "version": "1", "reason": typed}
    answer = client_of(cast.worker).post(f"/people/{world.zhang.pk}/correct/", form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert SENTENCE in text
    assert f'value="{typed}"' in text
    assert 'value="张三三"' in text
    assert purposes(cast.worker) == []


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/people/{person}/tenures/new/", {"kind": "3", "home": "闻喜路251弄12号101室", "source": "committee"}),
        ("/people/{person}/tenures/{tenure}/end/", {"on": "2020-01-01"}),
        ("/households/{household}/move/", {"home": "闻喜路251弄12号101室", "on": "2024-01-01"}),
        (
            "/organisations/{organisation}/correct/",
            {"name": "面包房", "kind": "enterprise", "version": "1"},
        ),
        ("/people/{person}/tenures/{tenure}/withdraw/", {}),
        ("/homes/{home}/correct/", {"label": "503室", "was": "502室"}),
        ("/homes/{home}/households/new/", {"person": "{member}"}),
        ("/households/{household}/members/{member}/leave/", {}),
        ("/exports/new/", {"purpose": "other", "format": "csv"}),
    ],
)
def test_wherever_a_reason_is_asked_for_a_number_is_refused(path, given, ids, cast, browser_of):
    answer = browser_of(cast.worker).post(
        path.format(**ids), {name: typed.format(**ids) for name, typed in given.items()} | WRITTEN
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert SENTENCE in text
    assert f'value="{TYPED[0]}"' in text
    assert not any("13800138000" in purpose for purpose in purposes(cast.worker))


def test_the_actions_themselves_refuse_it(world, cast):
    with pytest.raises(Invalid):
        look_at_person(cast.worker, world.zhang.pk, purpose=TYPED[0])
    with pytest.raises(Invalid):
        record_tenure(
            cast.worker, world.zhang.pk, world.home.pk, TenureKind.OWNING, since=date(2020, 1, 1), reason=TYPED[0]
        )
    assert purposes(cast.worker) == []
