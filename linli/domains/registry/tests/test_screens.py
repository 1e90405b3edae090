"""The same five sentences for every screen of the registry."""

import pytest

pytestmark = pytest.mark.django_db

# screen -> who may not, though inside the scope; methods that are refused
SCREENS = {
    "/people/": ("resident", ["post"]),
    "/people/new/": ("street", ["delete"]),
    "/people/purpose/": ("resident", ["delete"]),
    "/people/{person}/": ("resident", ["post"]),
    "/people/{person}/correct/": ("street", ["delete"]),
    "/people/{person}/reveal/?field=telephone": ("street", ["delete"]),
    "/people/{person}/history/": ("resident", ["post"]),
    "/people/{person}/tenures/new/": ("street", ["delete"]),
    "/people/{person}/tenures/{tenure}/end/": ("street", ["delete"]),
    "/people/{person}/tenures/{tenure}/withdraw/": ("street", ["delete"]),
    "/homes/": ("department", ["post"]),
    "/homes/new/": ("street", ["delete"]),
    "/homes/{home}/": ("department", ["post"]),
    "/households/": ("department", ["post"]),
    "/households/{household}/": ("department", ["post"]),
    "/households/{household}/move/": ("street", ["delete"]),
    "/homes/{home}/correct/": ("street", ["delete"]),
    "/homes/{home}/households/new/": ("street", ["delete"]),
    "/households/{household}/members/new/": ("street", ["delete"]),
    "/households/{household}/members/{person}/leave/": ("street", ["delete"]),
    "/organisations/": ("resident", ["post"]),
    "/organisations/new/": ("street", ["delete"]),
    "/organisations/{organisation}/": ("resident", ["post"]),
    "/organisations/{organisation}/correct/": ("street", ["delete"]),
}
OF_ONE_THING = [path for path in SCREENS if "{" in path]


@pytest.fixture
def addressed(world, tenure, organisation):
    def address(path):
        return path.format(
            person=world.zhang.pk,
            home=world.home.pk,
            household=world.household.pk,
            tenure=tenure.pk,
            organisation=organisation.pk,
        )

    return address


@pytest.mark.parametrize("path", SCREENS)
def test_it_works(path, addressed, cast, browser_of):
    response = browser_of(cast.worker).get(addressed(path))
    assert response.status_code == 200
    assert "{#" not in response.content.decode()


@pytest.mark.parametrize("path", SCREENS)
def test_it_works_in_english(path, addressed, cast, browser_of):
    browser = browser_of(cast.worker)
    browser.cookies["linli_language"] = "en"
    assert browser.get(addressed(path)).status_code == 200


@pytest.mark.parametrize("path", SCREENS)
def test_a_stranger_is_sent_to_sign_in(path, addressed, client):
    response = client.get(addressed(path))
    assert response.status_code == 302
    assert response.url.startswith("/sign-in")


@pytest.mark.parametrize("path", OF_ONE_THING)
def test_for_an_outsider_it_does_not_exist(path, addressed, cast, browser_of):
    browser = browser_of(cast.neighbour)
    assert browser.get(addressed(path)).status_code == 404
    nothing = path.format(person=10**9, home=10**9, household=10**9, tenure=10**9, organisation=10**9)
    assert browser.get(addressed(path)).content.count(b"<") == browser.get(nothing).content.count(b"<")


@pytest.mark.parametrize("path", [path for path in OF_ONE_THING if "/people/" in path])
def test_for_an_outsider_without_a_purpose_it_does_not_exist_either(path, addressed, cast, client_of):
    assert client_of(cast.neighbour).get(addressed(path)).status_code == 404


@pytest.mark.parametrize("path", OF_ONE_THING)
def test_an_outsider_cannot_write_to_it(path, addressed, cast, browser_of):
    assert browser_of(cast.neighbour).post(addressed(path), {"field": "telephone"}).status_code in {404, 405}


@pytest.mark.parametrize(("path", "refused"), [(path, refused) for path, (refused, _) in SCREENS.items()])
def test_without_the_permission_it_is_refused(path, refused, addressed, cast, browser_of):
    assert browser_of(getattr(cast, refused)).get(addressed(path)).status_code == 403


@pytest.mark.parametrize(("path", "methods"), [(path, methods) for path, (_, methods) in SCREENS.items()])
def test_the_wrong_method_is_refused(path, methods, addressed, cast, browser_of):
    browser = browser_of(cast.worker)
    for method in methods:
        assert getattr(browser, method)(addressed(path)).status_code == 405
