"""Lines of a CSV file, plain or gzipped."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.utils.translation import gettext as _

from linli.toolbox.errors import Invalid


def lines(path: Path) -> Iterator[dict[str, str]]:
    """Read a UTF-8 CSV file line by line, each by its column names; raises Invalid for a file that is none."""
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        plain = stack.enter_context(gzip.open(raw)) if path.suffix == ".gz" else raw
        text = stack.enter_context(io.TextIOWrapper(plain, encoding="utf-8-sig", newline=""))
        try:
            yield from csv.DictReader(text)
        except UnicodeDecodeError as error:
            raise Invalid(
                _("%(file)s is not written in UTF-8. Save it as CSV in UTF-8 and load it again.") % {"file": path.name},
                code="territory.file",
            ) from error
        except csv.Error as error:
            raise Invalid(
                _("%(file)s is no whole CSV file: %(fault)s.") % {"file": path.name, "fault": error},
                code="territory.file",
            ) from error
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Invalid(
                _("%(file)s is no whole gzip file. Fetch it again.") % {"file": path.name}, code="territory.file"
            ) from error
