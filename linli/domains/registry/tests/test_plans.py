"""What PostgreSQL does for the list and each search, with a city's worth of rows, behind the wall."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.domains.registry.models import Person
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.queries import boxed
from linli.domains.registry.queries.boxed import homes_in_box, organisations_in_box, people_in_box
from linli.domains.registry.queries.brought import PARTS
from linli.domains.registry.queries.homes import homes
from linli.domains.registry.queries.households import households
from linli.domains.registry.queries.organisations import organisations
from linli.domains.registry.queries.pages import Cursor, page_of
from linli.domains.registry.queries.people import PeopleFilter, people
from linli.domains.registry.rules.ages import Band
from linli.domains.registry.rules.brought import Part
from linli.domains.registry.rules.gaps import Gap
from linli.foundation.scope import Actor, Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.foundation.vault import public as vault
from linli.toolbox.levels import Level

COMMITTEES, PEOPLE_EACH = 240, 250  # 60,000 people
CITY, STREET = 3100000000000000, 3101060200000000
SCOPES = {
    "committee": Scope(STREET + 80_000, STREET + 90_000),
    "street": Scope(STREET, STREET + 10**7),
    "district": Scope(3101060000000000, 3101070000000000),
    "city": Scope(CITY, CITY + 10**14),
}
KNOWN_TELEPHONE, KNOWN_ID = "13800138000", "990000195001010019"

_PREMISES = """
INSERT INTO registry_premises (id, area_code, kind, label, path, short_path, is_home)
SELECT n, %(street)s::bigint + (n / 100 + 1) * 10000, 'room', '101室',
       '闻喜路/' || n / 100 || '弄/' || n %% 100 || '号/101室', n / 100 || '弄/' || n %% 100 || '号/101室', true
FROM generate_series(0, %(committees)s::bigint * 100 - 1) AS n
"""
_HOUSEHOLDS = """
INSERT INTO registry_household (id, area_code, home_id, number, recorded_at)
SELECT id, area_code, id, '', now() FROM registry_premises
"""
_PEOPLE = """
INSERT INTO registry_person (area_code, name, name_initials, sex, birth_date, citizen_id, citizen_id_index,
    telephone, telephone_index, home_id, household_id, relation, standing, source,
    recorded_at, reason, version)
SELECT %(street)s::bigint + (n / %(each)s::bigint + 1) * 10000,
       substr('赵钱孙李周吴郑王冯陈', (n %% 10 + 1)::int, 1) || chr((19968 + n %% 3000)::int),
       substr('zqslzwzwfc', (n %% 10 + 1)::int, 1) || chr((97 + n %% 26)::int),
       (n %% 2 + 1)::int, date '1930-01-01' + (n %% 33000)::int, NULL,
       NULL, NULL, NULL,
       (n / %(each)s::bigint) * 100 + n %% 100, (n / %(each)s::bigint) * 100 + n %% 100,
       '', 'present', 'demo', now(), '', 1
FROM generate_series(0, %(committees)s::bigint * %(each)s::bigint - 1) AS n
"""
_NUMBERS = """
UPDATE registry_person SET
    citizen_id = %(sealed_id)s,
    citizen_id_index = substr(sha256((id %% 10000)::text::bytea), 1, 6) || substr(sha256(('c' || id)::bytea), 1, 10),
    telephone = %(sealed_telephone)s,
    telephone_index = substr(sha256((id %% 9999)::text::bytea), 1, 6) || substr(sha256(('t' || id)::bytea), 1, 10)
WHERE id %% 10 > 0
"""
_ORGANISATIONS = """
INSERT INTO registry_organisation (area_code, name, name_initials, kind, credit_code, credit_code_checks, address,
    telephone, recorded_at, version)
SELECT %(street)s::bigint + (n %% %(committees)s::bigint + 1) * 10000, '单位' || n, 'dw', 'other', '', true, '', '',
       now(), 1
FROM generate_series(1, 20000) AS n
"""
_TABLES = "registry_person, registry_household, registry_premises, registry_organisation"


@pytest.fixture(scope="module")
def full_ledger(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Fill the ledger as the owner of the tables, analyse it, and empty it afterwards."""
    values = {
        "street": STREET,
        "committees": COMMITTEES,
        "each": PEOPLE_EACH,
        "sealed_id": CITIZEN_ID.keep(KNOWN_ID)["citizen_id"],
        "sealed_telephone": TELEPHONE.keep(KNOWN_TELEPHONE)["telephone"],
    }
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for statement in (_PREMISES, _HOUSEHOLDS, _PEOPLE, _NUMBERS, _ORGANISATIONS):
            owner.execute(statement, values)
        owner.execute(f"VACUUM ANALYZE {_TABLES}")
        with django_db_blocker.unblock():
            yield
            connection.close()
        owner.execute(f"TRUNCATE {_TABLES} CASCADE")


def actor_at(level: str) -> Actor:
    scope = SCOPES[level]
    return Actor(
        role=Role.COMMITTEE_WORKER,
        level=Level[level.upper()],
        area_code=scope.lo,
        area_name="",
        scope=scope,
        permissions=grants.permissions_of(Role.COMMITTEE_WORKER),
        account_id=1,
        post_id=1,
    )


def plans(scope: Scope, read: object, table: str) -> list[str]:
    """Run a read behind the wall and explain every statement that it sent about a table."""
    with wall(scope):
        with CaptureQueriesContext(connection) as sent:
            read()
        statements = [query["sql"] for query in sent if f'FROM "{table}"' in query["sql"]]
        assert statements
        with connection.cursor() as cursor:
            explained = []
            for statement in statements:
                cursor.execute(f"EXPLAIN {statement}")
                explained.append("\n".join(line for (line,) in cursor.fetchall()))
    return explained


SEARCHES = {
    "everybody": PeopleFilter(),
    "name": PeopleFilter(words="王"),
    "initials": PeopleFilter(words="zb"),
    "pinyin": PeopleFilter(words="wangyi"),
    "given name": PeopleFilter(words="一一"),
    "tail": PeopleFilter(words="1234"),
    "citizen id": PeopleFilter(words=KNOWN_ID),
    "telephone": PeopleFilter(words=KNOWN_TELEPHONE),
    "address": PeopleFilter(words="闻喜路7弄8号"),
    "end of an address": PeopleFilter(words="7弄8号"),
    "name or address": PeopleFilter(words="闻喜路"),
    "name or the beginning of a road": PeopleFilter(words="闻喜"),
    "name and no road": PeopleFilter(words="王一"),
    "no telephone": PeopleFilter(gap=Gap.TELEPHONE),
}


@pytest.mark.parametrize("level", SCOPES)
@pytest.mark.parametrize("search", SEARCHES)
def test_no_search_reads_all_people(search, level, full_ledger):
    actor = actor_at(level)
    for plan in plans(actor.scope, lambda: people(actor, SEARCHES[search], cursor=None, size=50), "registry_person"):
        assert "Seq Scan on registry_person" not in plan, plan
        assert "Index" in plan, plan


@pytest.mark.parametrize(
    ("search", "index"),
    [
        ("name", "person_name"),
        ("initials", "person_initials"),
        ("tail", "person_once_per_committee"),
        ("tail", "person_telephone"),
        ("citizen id", "person_once_per_committee"),
        ("telephone", "person_telephone"),
        ("everybody", "person_area"),
    ],
)
def test_at_the_city_each_search_reaches_its_own_index(search, index, full_ledger):
    actor = actor_at("city")
    wanted = SEARCHES[search]
    if search in {"name", "initials"}:  # a frequent beginning may as well be met on the way along the areas
        wanted = PeopleFilter(words={"name": "王一", "initials": "zbx"}[search])
    found = "\n".join(plans(actor.scope, lambda: people(actor, wanted, cursor=None, size=50), "registry_person"))
    assert index in found, found


@pytest.mark.parametrize("backwards", [False, True])
def test_a_page_deep_in_the_list_begins_where_it_begins(backwards, full_ledger):
    """The place in the list is an index condition: rows before it are not read and thrown away."""
    actor = actor_at("city")
    cursor = Cursor(STREET + 120 * 10_000, 30_000, backwards=backwards)
    (plan,) = plans(actor.scope, lambda: people(actor, PeopleFilter(), cursor=cursor, size=50), "registry_person")
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "ROW(area_code, id)" in condition, plan


@pytest.mark.parametrize("level", SCOPES)
@pytest.mark.parametrize("part", sorted(set(Part) - {Part.KEPT}))  # those are known by their numbers
def test_the_people_of_an_import_are_met_along_their_area(part, level, full_ledger):
    scope = SCOPES[level]

    def read():
        return page_of(Person.objects.within(scope).filter(PARTS[part](scope, 12)), None, 50)

    for plan in plans(scope, read, "registry_person"):
        assert "Seq Scan on registry_person " not in plan, plan


@pytest.mark.parametrize("level", SCOPES)
def test_lists_of_places_and_organisations_read_by_area(level, full_ledger):
    actor = actor_at(level)
    reads = {
        "registry_premises": [
            lambda: homes(actor, "", cursor=None, size=50),
            lambda: homes(actor, "闻喜路7弄8号", cursor=None, size=50),
        ],
        "registry_household": [
            lambda: households(actor, cursor=None, size=50),
            lambda: households(actor, cursor=None, size=50, alone=Band.ELDER),
            lambda: households(actor, cursor=None, size=50, alone=Band.AGED),
        ],
        "registry_organisation": [
            lambda: organisations(actor, "", cursor=None, size=50),
            lambda: organisations(actor, "单位777", cursor=None, size=50),
        ],
    }
    for table, of_table in reads.items():
        for read in of_table:
            for plan in plans(actor.scope, read, table):
                assert f"Seq Scan on {table}" not in plan, plan


@pytest.mark.parametrize("level", SCOPES)
@pytest.mark.parametrize("text", ["王", "wangyi", "zbx", "1234", KNOWN_TELEPHONE, "闻喜路7弄8号101", "闻喜", "王一"])
def test_the_box_reads_no_whole_table(text, level, full_ledger):
    actor = actor_at(level)
    asked = {
        "registry_person": lambda: narrowed_for_box(actor, text),
        "registry_premises": lambda: homes_in_box(actor, text, 6),
        "registry_organisation": lambda: organisations_in_box(actor, text, 6),
    }
    for table, read in asked.items():
        for plan in plans(actor.scope, read, table):
            assert f"Seq Scan on {table}" not in plan, plan


def narrowed_for_box(actor, text):
    boxed._recorded[(actor.post_id, text.casefold())] = float("inf")  # recording is not what is asked here
    return people_in_box(actor, text, 6)


@pytest.mark.parametrize("level", SCOPES)
def test_who_lives_alone_is_met_along_the_households_of_the_area(level, full_ledger):
    """People are reached by their household, never joined as a whole: the first page costs what it shows."""
    actor = actor_at(level)
    for plan in plans(
        actor.scope, lambda: households(actor, cursor=None, size=50, alone=Band.ELDER), "registry_household"
    ):
        assert "SubPlan" in plan, plan
        assert "Seq Scan on registry_person" not in plan, plan
        assert "Hash" not in plan.split("SubPlan")[0], plan


def test_the_wall_holds_in_the_plan_itself(full_ledger):
    """Asked without a range of ours, the policy alone keeps other committees out."""
    actor = actor_at("committee")
    with wall(actor.scope):
        assert Person.objects.everywhere(because="the wall is what is tested").count() == PEOPLE_EACH


def test_blind_indexes_compare_bytes(full_ledger):
    assert len(vault.index(CITIZEN_ID.name, KNOWN_ID)) == 16
    ((low, high),) = vault.tail_ranges(TELEPHONE.name, KNOWN_TELEPHONE)
    assert low < vault.index(TELEPHONE.name, KNOWN_TELEPHONE) < high
