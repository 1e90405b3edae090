"""The limits of an installation: what its own file leaves out is ours, what is wrong in it is said."""

from __future__ import annotations

import pytest

from linli.domains.workorders.checks import check_limits
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.limits import BadLimits, limits
from linli.domains.workorders.rules.states import State
from linli.domains.workorders.tests.desk import told

OWN = """
[sources]
street = "本街道规定"
[kinds.lamp]
days = 2
source = "street"
"""


@pytest.fixture
def own_file(tmp_path, settings):
    def write(text: str):
        path = tmp_path / "limits.toml"
        path.write_text(text, encoding="utf-8")
        settings.LINLI_WORKORDER_LIMITS = str(path)
        return path

    yield write
    limits.cache_clear()


def test_a_kind_that_an_own_file_leaves_out_has_our_limit(own_file):
    own = limits(own_file(OWN))
    assert (own.of_kind(Kind.LAMP).days, own.of_kind(Kind.LAMP).source) == (2, "本街道规定")
    assert own.of_kind(Kind.WATER) == limits().of_kind(Kind.WATER)
    assert own.of_stage(State.REPORTED) == limits().of_stage(State.REPORTED)
    assert check_limits() == []


BROKEN = [
    ("kinds = 3", "wants to be a table"),
    ("[kinds.lamp", "cannot be read"),
    (OWN.replace("days = 2", "days = true"), "hours or days"),
    (OWN.replace("days = 2", "days = 2\nhours = 3"), "hours or days"),
    (OWN.replace("days = 2", "days = 99999999"), "longer than a year"),
    (OWN.replace('source = "street"', 'source = "nobody"'), "names no source"),
    (OWN.replace("kinds.lamp", "kinds.lampe"), "not known"),
    ("as_of = 3" + OWN, "as_of wants a day"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_file_is_told_at_the_start(text, said, own_file):
    with pytest.raises(BadLimits, match=said):
        limits(own_file(text))
    [warning] = check_limits()
    assert said in warning.msg


def test_a_file_that_is_not_there_is_told_at_the_start(settings):
    settings.LINLI_WORKORDER_LIMITS = "/nowhere/limits.toml"
    [warning] = check_limits()
    assert "cannot be read" in warning.msg


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text, _said in BROKEN])
def test_with_a_broken_file_matters_are_still_reported_and_read(text, own_file, cast, city, client_of):
    own_file(text)
    order = told(cast.worker, city.committee)
    assert client_of(cast.worker).get(f"/orders/{order.pk}/").status_code == 200
