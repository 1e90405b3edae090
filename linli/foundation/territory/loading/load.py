"""The two ways a city comes in."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from linli.foundation.territory.loading.city_file import SHANGHAI_2023, read_city
from linli.foundation.territory.loading.national_files import read_national
from linli.foundation.territory.loading.rows import AS_OF_2023
from linli.foundation.territory.loading.store import LoadReport, store


def load_city(path: Path = SHANGHAI_2023, *, as_of: date = AS_OF_2023) -> LoadReport:
    """Load a city from a file of all its levels; a second load changes nothing."""
    return store(read_city(path), as_of=as_of, basis=_basis(as_of))


def load_national(
    files: Sequence[Path], city: str, *, names: Mapping[str, str] | None = None, as_of: date = AS_OF_2023
) -> LoadReport:
    """Load one city from the national files; ``names`` gives the city and the districts they do not name."""
    return store(read_national(files, city, names or {}), as_of=as_of, basis=_basis(as_of))


def _basis(as_of: date) -> str:
    return _("National codes for statistics, state of %(day)s") % {"day": as_of.isoformat()}
