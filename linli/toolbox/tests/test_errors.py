from linli.toolbox.errors import Conflict, Invalid, LinliError, NotAllowed, NotFound


class Lazy:
    """Stands for a lazily translated string: its text is decided when it is shown."""

    language = "zh"

    def __str__(self):
        return {"zh": "找不到", "en": "Not found"}[self.language]


def test_each_error_knows_its_status():
    statuses = [kind("x").status for kind in (NotFound, NotAllowed, Conflict, Invalid)]
    assert statuses == [404, 403, 409, 422]


def test_a_code_can_be_given_and_otherwise_has_a_default():
    assert Conflict("x", code="workorders.move").code == "workorders.move"
    assert Conflict("x").code == "conflict"


def test_a_lazy_message_is_read_when_it_is_shown():
    message = Lazy()
    error = NotFound(message)
    message.language = "en"
    assert str(error) == "Not found"


def test_invalid_says_which_fields():
    error = Invalid("Some fields are wrong.", fields={"name": [Lazy()]})
    assert error.fields == {"name": ["找不到"]}
    assert Invalid("x").fields == {}


def test_all_can_be_caught_as_one():
    assert all(issubclass(kind, LinliError) for kind in (NotFound, NotAllowed, Conflict, Invalid))


def test_a_hint_says_what_to_do_next():
    assert NotAllowed("x", hint="Ask the head of the committee.").hint == "Ask the head of the committee."
