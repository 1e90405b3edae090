"""Lines of a CSV file, plain or gzipped."""

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path


def lines(path: Path) -> Iterator[dict[str, str]]:
    """Read a UTF-8 CSV file line by line, each by its column names."""
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        plain = stack.enter_context(gzip.open(raw)) if path.suffix == ".gz" else raw
        text = stack.enter_context(io.TextIOWrapper(plain, encoding="utf-8-sig", newline=""))
        yield from csv.DictReader(text)
