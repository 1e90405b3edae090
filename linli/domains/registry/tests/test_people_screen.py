"""The list of people."""

import pytest

pytestmark = pytest.mark.django_db


def names(response):
    return [row.name for row in response.context["rows"]]


def test_a_worker_sees_the_people_of_her_committee(world, cast, client_of):
    response = client_of(cast.worker).get("/people/")
    assert response.status_code == 200
    assert names(response) == ["张三", "李四", "张小明"]
    assert "闻喜路251弄3号502室" in response.content.decode()


def test_a_stranger_is_sent_to_sign_in(world, client):
    response = client.get("/people/")
    assert response.status_code == 302
    assert response.url.startswith("/sign-in")


def test_an_outsider_sees_her_own_people_and_nobody_else(world, cast, client_of):
    assert names(client_of(cast.neighbour).get("/people/")) == ["王五"]


def test_without_the_permission_the_list_is_refused(world, cast, client_of):
    assert client_of(cast.resident).get("/people/").status_code == 403


def test_a_list_is_only_read(world, cast, client_of):
    assert client_of(cast.worker).post("/people/").status_code == 405


@pytest.mark.parametrize(("language", "unit"), [("zh-hans", "岁"), ("en", "y")])
def test_an_age_has_its_unit_in_every_list(language, unit, world, cast, browser_of):
    browser = browser_of(cast.worker)
    browser.cookies["linli_language"] = language
    (age,) = {row.age for row in browser.get("/people/?q=张三").context["rows"]}
    pages = ["/people/", f"/people/?open={world.zhang.pk}", f"/people/{world.zhang.pk}/"]
    for path in [*pages, f"/homes/{world.home.pk}/", f"/households/{world.household.pk}/"]:
        assert f"{age} {unit}" in browser.get(path).content.decode(), path
