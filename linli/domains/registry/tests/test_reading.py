"""What a worker process makes of drafts."""

from linli.domains.registry.actions.loading.reading import CITIZEN_ID, person_key
from linli.domains.registry.rules.drafts import Home, PersonDraft
from linli.foundation.vault.cipher import KeyRing

DRAFT = PersonDraft(2, 3101060200010000, "李四", 1, None, "", "", Home("闻喜路/1号", ()), "", "", "", ())


def test_ids_that_end_alike_are_told_apart() -> None:
    """In a city ten thousand ids share their last four characters, and with them the beginning of the blind index."""
    ring = KeyRing.generate()
    ids = [f"{n:06d}19900101001X" for n in range(3_000)]
    keys = {person_key(DRAFT._replace(citizen_id=value), ring.index(CITIZEN_ID, value)) for value in ids}
    assert len(keys) == len(ids)


def test_the_same_id_in_two_committees_is_two_entries() -> None:
    index = KeyRing.generate().index(CITIZEN_ID, "99000019900101001X")
    assert person_key(DRAFT, index) != person_key(DRAFT._replace(committee=3101060200020000), index)
