"""What anybody may type into an address never breaks a page: a NUL, a number too long for any column."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

LONG = "9" * 5_000  # Python itself refuses to read it
NONSENSE = ["\0", "a\0b", "-1", "9" * 19, LONG, "²", "٣", "\ufffd", f"{LONG}.x", "310106010001.\0"]

READ = [
    ("worker", "/people/", ["q", "open", "at", "size", "area", "standing", "sex", "age", "gap"]),
    ("worker", "/people/new/", ["household", "home"]),
    ("worker", "/homes/", ["q", "at", "size", "area"]),
    ("worker", "/homes/new/", ["address"]),
    ("worker", "/find/", ["q"]),
    ("district", "/find/", ["q"]),
    ("worker", "/households/", ["at", "area", "alone"]),
    ("worker", "/organisations/", ["q", "at", "kind", "area"]),
    ("worker", "/imports/", ["before"]),
    ("worker", "/exports/", ["before"]),
    ("worker", "/exports/new/", ["q", "area"]),
    ("worker", "/inbox/", ["before"]),
    ("worker", "/bulletins/", ["q", "state", "area", "before"]),
    ("worker", "/bulletins/new/", ["instead-of"]),
    ("resident", "/bulletins/board/", ["earlier"]),
    ("worker", "/territory/", ["q"]),
    ("resident", "/me/looks/", ["before"]),
    ("resident", "/report/", ["then"]),
    ("resident", "/report/place/", ["q", "community", "then", "elsewhere"]),
    ("resident", "/matters/", ["before"]),
    ("system_admin", "/jobs/", ["before", "state"]),
    ("system_admin", "/accounts/", ["q", "after", "role", "state"]),
    ("security_admin", "/accounts/posts/", ["after", "state"]),
    ("audit_admin", "/administration/audit/", ["before", "who", "action", "object", "subject", "since", "until"]),
]


@pytest.mark.parametrize(("who", "path", "names"), READ, ids=[path for _, path, _ in READ])
def test_no_address_breaks_a_page(who, path, names, cast, client_of):
    browser = client_of(getattr(cast, who))
    browser.raise_request_exception = False
    broken = [
        (name, nonsense[:20]) for name in names for nonsense in NONSENSE
        if browser.get(path, {name: nonsense}).status_code not in {200, 302, 404}
    ]  # fmt: skip
    assert broken == []
