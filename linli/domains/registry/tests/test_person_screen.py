"""A person's card: never without a purpose, never without a trace."""

import time
from datetime import date

import pytest

from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.tests.world import citizen_id
from linli.domains.registry.views.purposes import KEY
from linli.foundation.audit import public as audit
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid

pytestmark = pytest.mark.django_db


def looks(actor, action="registry:person:"):
    with wall(actor.scope):
        return audit.rows(actor, audit.Filters(action=action))


def test_a_card_shows_the_person_masked(world, cast, browser_of):
    text = browser_of(cast.worker).get(f"/people/{world.zhang.pk}/").content.decode()
    assert "张三" in text
    assert "138****8000" in text
    assert "13800138000" not in text
    assert "李四" in text  # of the same household


def test_opening_a_card_leaves_a_row_with_its_purpose(world, cast, browser_of):
    browser_of(cast.worker, purpose="service").get(f"/people/{world.zhang.pk}/")
    (row,) = looks(cast.worker)
    assert (row.action, row.subject_id, row.purpose) == ("registry:person:open", world.zhang.pk, "service")
    assert (row.account_id, row.post_id) == (cast.worker.account_id, cast.worker.post_id)


def test_without_a_purpose_nothing_of_the_person_is_shown(world, cast, client_of):
    browser = client_of(cast.worker)
    for path in (
        f"/people/{world.zhang.pk}/",
        f"/people/{world.zhang.pk}/history/",
        f"/people/{world.zhang.pk}/correct/",
    ):
        response = browser.get(path)
        assert response.status_code == 200
        assert "张三" not in response.content.decode()
        assert 'name="purpose"' in response.content.decode()
        assert 'name="purpose" checked' not in response.content.decode()
        assert response.context["form"]["purpose"].value() is None  # nobody says what was chosen for them
        assert "张" in response.context["who"]
        assert "*" in response.context["who"]
    assert looks(cast.worker) == []


def test_beside_the_list_too_a_card_needs_a_purpose(world, cast, client_of):
    response = client_of(cast.worker).get(f"/people/?open={world.zhang.pk}")
    assert "138****8000" not in response.content.decode().split('id="detail"')[1]
    assert looks(cast.worker) == []


def test_a_card_beside_the_list_is_recorded(world, cast, browser_of):
    response = browser_of(cast.worker).get(f"/people/?open={world.zhang.pk}")
    assert response.context["opened"]["card"].id == world.zhang.pk
    assert [row.action for row in looks(cast.worker)] == ["registry:person:open"]


def test_beside_the_list_a_stranger_does_not_exist(world, cast, browser_of):
    assert browser_of(cast.worker).get(f"/people/?open={world.stranger.pk}").status_code == 404


def test_a_purpose_is_chosen_once_and_leads_on(world, cast, client_of):
    browser = client_of(cast.worker)
    card = f"/people/{world.zhang.pk}/"
    answer = browser.post("/people/purpose/", {"purpose": "visit", "next": card})
    assert (answer.status_code, answer.url) == (302, card)
    assert "张三" in browser.get(card).content.decode()
    assert "张三" in browser.get(card).content.decode()


@pytest.mark.parametrize("then", ["https://example.org/", "//example.org", "people", "?q=1", ""])
def test_a_purpose_never_leads_out_of_the_house(world, cast, client_of, then):
    answer = client_of(cast.worker).post("/people/purpose/", {"purpose": "visit", "next": then})
    assert answer.url == "/people/"


def test_something_else_must_be_said_in_words(world, cast, client_of):
    browser = client_of(cast.worker)
    assert browser.post("/people/purpose/", {"purpose": "other", "words": "看"}).status_code == 422
    assert browser.post("/people/purpose/", {"purpose": "other", "words": "核对选民名单"}).status_code == 302
    browser.get(f"/people/{world.zhang.pk}/")
    assert looks(cast.worker)[0].purpose == "核对选民名单"


def test_upper_levels_are_offered_no_purpose_they_say_it(world, cast, client_of):
    browser = client_of(cast.street)
    assert 'type="radio"' not in browser.get("/people/purpose/").content.decode()
    assert browser.post("/people/purpose/", {"purpose": "visit"}).status_code == 422
    assert browser.post("/people/purpose/", {"words": "核实慰问名单"}).status_code == 302


def test_a_purpose_ends_after_half_an_hour(world, cast, browser_of):
    browser = browser_of(cast.worker)
    session = browser.session
    session[KEY] = {**session[KEY], "until": time.time() - 1}
    session.save()
    assert "张三" not in browser.get(f"/people/{world.zhang.pk}/").content.decode()


def test_a_purpose_of_another_post_does_not_count(world, cast, browser_of):
    browser = browser_of(cast.worker)
    session = browser.session
    session[KEY] = {**session[KEY], "post": cast.worker.post_id + 1}
    session.save()
    assert "张三" not in browser.get(f"/people/{world.zhang.pk}/").content.decode()


def test_the_action_itself_refuses_an_empty_purpose(world, cast):
    with pytest.raises(Invalid):
        look_at_person(cast.worker, world.zhang.pk, purpose=" ")


def test_a_revealed_value_is_whole_for_a_minute_and_recorded(world, cast, browser_of):
    browser = browser_of(cast.worker)
    answer = browser.post(f"/people/{world.zhang.pk}/reveal/", {"field": "telephone"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "13800138000" in text
    assert "<html" not in text
    assert "load delay:60s" in text
    (row,) = looks(cast.worker)
    assert (row.action, row.detail, row.purpose) == ("registry:person:reveal", {"field": "telephone"}, "visit")
    again = browser.get(f"/people/{world.zhang.pk}/reveal/?field=telephone", headers={"HX-Request": "true"})
    assert "13800138000" not in again.content.decode()
    assert "138****8000" in again.content.decode()


def test_without_javascript_the_value_is_a_page_that_leaves_by_itself(world, cast, browser_of):
    text = browser_of(cast.worker).post(f"/people/{world.zhang.pk}/reveal/", {"field": "citizen_id"}).content.decode()
    assert citizen_id(date(1950, 1, 1), 1) in text
    assert 'http-equiv="refresh" content="60' in text


def test_a_value_is_not_revealed_without_a_purpose(world, cast, client_of):
    answer = client_of(cast.worker).post(f"/people/{world.zhang.pk}/reveal/", {"field": "telephone"})
    assert "13800138000" not in answer.content.decode()
    assert looks(cast.worker) == []


def test_only_masked_values_can_be_revealed(world, cast, browser_of):
    browser = browser_of(cast.worker)
    assert browser.post(f"/people/{world.zhang.pk}/reveal/", {"field": "name"}).status_code == 404
    assert browser.post(f"/people/{world.zhang.pk}/reveal/", {"field": "citizen_id_index"}).status_code == 404


def test_the_street_opens_a_card_but_reveals_nothing(world, cast, browser_of):
    browser = browser_of(cast.street)
    text = browser.get(f"/people/{world.zhang.pk}/").content.decode()
    assert "138****8000" in text
    assert "/reveal/" not in text
    assert browser.post(f"/people/{world.zhang.pk}/reveal/", {"field": "telephone"}).status_code == 403


def test_the_district_sees_no_name_no_house_no_day_of_birth(world, tenure, cast, browser_of):
    browser = browser_of(cast.district, purpose="核实统计口径")
    for path in (f"/people/{world.zhang.pk}/", f"/people/{world.zhang.pk}/history/", f"/people/?open={world.zhang.pk}"):
        text = browser.get(path).content.decode()
        assert "张*" in text
        assert "张三" not in text
        assert "502室" not in text
        assert "1950-01-01" not in text


def test_a_home_tells_the_district_how_many_and_not_who(world, tenure, cast, browser_of):
    browser = browser_of(cast.district, purpose="核实统计口径")
    card = browser.get(f"/homes/{world.home.pk}/").context["card"]
    assert (card.people, card.households[0].size) == (3, 3)
    assert (card.alone, card.bonds, card.households[0].members) == ([], [], [])
    text = browser.get(f"/households/{world.household.pk}/").content.decode()
    assert "502室" not in text
    assert "张三" not in text
