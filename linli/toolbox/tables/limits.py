"""How much a file may ask of the machine that reads it."""

from dataclasses import dataclass
from typing import Final

_KIB: Final = 1024
_MIB: Final = 1024 * _KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a table; the defaults fit a million rows of thirty columns."""

    file_bytes: int = 300 * _MIB
    rows: int = 1_048_576  # what Excel itself can hold
    columns: int = 200  # no list of people has more; each column costs in every row
    cell_characters: int = 32_767  # what an Excel cell can hold
    row_bytes: int = _MIB
    title_rows: int = 5  # lines above the headings: a title, a watermark
    problems_per_row: int = 20
    merged_ranges: int = 10_000
    array_formulas: int = 100

    archive_entries: int = 2_000
    archive_directory_bytes: int = 4 * _MIB
    archive_bytes: int = 3 * 1024 * _MIB
    # A real sheet of a million alike rows packs 50 to 100 times; deflate cannot exceed 1032.
    archive_ratio: int = 250
    archive_ratio_from_bytes: int = 16 * _MIB
    part_bytes: int = 32 * _MIB  # workbook.xml, styles.xml and the like
    xml_depth: int = 64
    xml_token_bytes: int = 2 * _MIB


DEFAULT_LIMITS: Final = Limits()
