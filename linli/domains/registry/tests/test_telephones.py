"""A person's telephone is one at which a person answers; an organisation may have a hotline."""

import pytest

from linli.domains.registry.actions.organisations import OrganisationFacts, add_organisation
from linli.domains.registry.actions.people import NewPerson, add_person
from linli.domains.registry.models import ImportProblem, Organisation
from linli.domains.registry.queries.imports import problem_lines
from linli.domains.registry.tests.importing import all_of, checked
from linli.domains.registry.tests.sheets import csv_file, person
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid

pytestmark = pytest.mark.django_db

HOTLINES = ["123", "12345", "400-820-8820"]


@pytest.mark.parametrize("typed", HOTLINES)
def test_a_form_says_that_nobody_answers_at_a_hotline(typed, world, cast, browser_of):
    form = {"name": "赵六", "sex": "1", "standing": "present", "source": "committee", "telephone": typed}
    answer = browser_of(cast.worker).post("/people/new/", form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "服务热线" in text
    assert f'value="{typed}"' in text
    with pytest.raises(Invalid):
        add_person(cast.worker, NewPerson(name="赵六", telephone=typed))


def test_an_import_names_the_row_of_a_hotline(cast):
    with wall(Scope.EVERYTHING):
        batch = checked(cast.worker, csv_file([person("李四", 2), person("王五", 3, telephone="12345")]))
        (line,) = problem_lines(cast.worker, batch.pk)
        assert (line.row, line.column, line.is_warning) == (3, "联系电话", False)
        assert "服务热线" in line.sentence
        assert all_of(ImportProblem).get().code == "telephone.service"
    assert batch.rows_wrong == 1


@pytest.mark.parametrize("typed", HOTLINES[1:])
def test_an_organisation_keeps_its_hotline(typed, cast):
    number = add_organisation(cast.worker, OrganisationFacts("供水公司", telephone=typed))
    with wall(Scope.EVERYTHING):
        assert Organisation.objects.everywhere(because="test").get(pk=number).telephone == typed.replace("-", "")
