"""Organisations: entered and corrected by their committee."""

import uuid

import pytest

from linli.domains.registry.actions.organisations import (
    OrganisationAlreadyThere,
    OrganisationFacts,
    add_organisation,
    correct_organisation,
)
from linli.domains.registry.models import Organisation
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.toolbox.identifiers.organisation import credit_code_check_digit

pytestmark = pytest.mark.django_db
CODE = "91310106MA1FY0000" + credit_code_check_digit("91310106MA1FY0000")


def held(organisation_id):
    with wall(Scope.EVERYTHING):
        return Organisation.objects.everywhere(because="test").get(pk=organisation_id)


def test_an_organisation_is_entered_and_recorded(cast):
    number = add_organisation(cast.worker, OrganisationFacts("彭浦物业", credit_code=CODE, telephone="021 6234 5678"))
    shop = held(number)
    assert (shop.area_code, shop.name_initials, shop.telephone) == (cast.worker.area_code, "ppwy", "021-62345678")
    assert shop.credit_code_checks is True
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert (row.action, row.object_id, row.subject_id) == ("registry:organisation:add", number, None)


def test_a_code_that_does_not_check_is_marked_not_refused(cast):
    wrong = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")
    assert held(add_organisation(cast.worker, OrganisationFacts("店", credit_code=wrong))).credit_code_checks is False


def test_a_code_of_another_shape_is_refused(cast):
    with pytest.raises(Invalid) as refusal:
        add_organisation(cast.worker, OrganisationFacts("店", credit_code="12345"))
    assert "credit_code" in refusal.value.fields


def test_the_same_code_leads_to_the_entry_that_is_there(cast):
    number = add_organisation(cast.worker, OrganisationFacts("彭浦物业", credit_code=CODE))
    with pytest.raises(OrganisationAlreadyThere) as conflict:
        add_organisation(cast.worker, OrganisationFacts("彭浦物业分公司", credit_code=CODE))
    assert conflict.value.organisation_id == number
    assert add_organisation(cast.neighbour, OrganisationFacts("彭浦物业", credit_code=CODE)) != number


def test_a_correction_keeps_old_and_new_in_the_audit(cast, organisation):
    correct_organisation(cast.worker, organisation.pk, OrganisationFacts("闻喜路点心店"), version=1, reason="更名")
    assert (held(organisation.pk).name, held(organisation.pk).version) == ("闻喜路点心店", 2)
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert row.detail["fields"]["name"] == ["闻喜路面包房", "闻喜路点心店"]


def test_of_two_corrections_the_second_is_asked(cast, organisation):
    correct_organisation(cast.worker, organisation.pk, OrganisationFacts("甲"), version=1, reason="更名")
    with pytest.raises(Conflict):
        correct_organisation(cast.head, organisation.pk, OrganisationFacts("乙"), version=1, reason="更名")


def test_a_form_sent_twice_counts_once(cast, organisation):
    token = uuid.uuid4()
    assert len({add_organisation(cast.worker, OrganisationFacts("店"), token=token) for _ in range(2)}) == 1
    token = uuid.uuid4()
    for _ in range(2):
        correct_organisation(
            cast.worker, organisation.pk, OrganisationFacts("甲"), version=1, reason="更名", token=token
        )
    assert held(organisation.pk).version == 2


def test_others_enter_and_correct_nothing_here(cast, organisation):
    with pytest.raises(NotFound):
        correct_organisation(cast.neighbour, organisation.pk, OrganisationFacts("甲"), version=1, reason="越界")
    with pytest.raises(NotAllowed):
        add_organisation(cast.street, OrganisationFacts("店"))


@pytest.mark.parametrize(("words", "found"), [("面包", 1), ("闻喜", 1), ("wxl", 1), ("没有", 0), ("", 1)])
def test_the_list_finds_by_name_and_initials(words, found, organisation, cast, client_of):
    assert len(client_of(cast.worker).get("/organisations/", {"q": words}).context["rows"]) == found


def test_the_list_narrows_by_kind(organisation, cast, client_of):
    browser = client_of(cast.worker)
    assert len(browser.get("/organisations/?kind=enterprise").context["rows"]) == 1
    assert len(browser.get("/organisations/?kind=social").context["rows"]) == 0


def test_the_screens_enter_and_correct(cast, browser_of):
    browser = browser_of(cast.worker)
    typed = {"name": "夕阳红服务社", "kind": "social", "credit_code": CODE}
    answer = browser.post("/organisations/new/", typed)
    assert answer.status_code == 302
    path = f"{answer.url}correct/"
    assert browser.post(path, {**typed, "name": "夕阳红", "version": 1, "reason": "简称"}).status_code == 302
    late = browser.post(path, {**typed, "name": "晚霞红", "version": 1, "reason": "简称"})
    assert late.status_code == 409
    assert 'value="晚霞红"' in late.content.decode()
    assert "夕阳红" in late.content.decode()
    again = {**late.context["form"].data.dict()}
    assert browser.post(path, again).status_code == 302
    assert browser.post("/organisations/new/", typed).status_code == 409
