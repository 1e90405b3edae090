"""An address becomes a chain of premises."""

from linli.domains.registry.models.premises import PremisesKind
from linli.domains.registry.rules.premises import KINDS, nodes, spoken
from linli.toolbox.addresses import Kind, parse


def test_each_step_of_an_address_is_a_node_under_the_one_before():
    chain = list(nodes(parse("闻喜路251弄3号502室")))
    assert [node.path for node in chain] == [
        "闻喜路",
        "闻喜路/251弄",
        "闻喜路/251弄/3号",
        "闻喜路/251弄/3号/502室",
    ]
    assert [node.kind for node in chain] == ["road", "lane", "number", "room"]
    assert chain[-1].short_path == "251弄/3号/502室"
    assert chain[0].short_path == ""


def test_an_address_without_a_road_needs_no_short_form():
    chain = list(nodes(parse("彭浦新村3号502室")))
    assert chain[-1].path == "彭浦新村/3号/502室"
    assert chain[-1].short_path == ""


def test_every_step_that_the_parser_knows_has_a_kind_of_premises():
    above_the_house = {Kind.CITY, Kind.DISTRICT, Kind.TOWN, Kind.COMMITTEE}
    assert set(KINDS) == set(Kind) - above_the_house
    assert set(KINDS.values()) == set(PremisesKind.values)


def test_a_path_is_spoken_as_people_write_it():
    assert spoken("闻喜路/251弄/3号/502室") == "闻喜路251弄3号502室"
