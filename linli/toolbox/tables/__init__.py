"""Tables out of files that nobody may trust, and into files that spreadsheets may open safely.

`open_table` reads CSV, TSV and XLSX of a million rows in bounded memory. What is wrong with a row
is data on the row; a file that cannot be read, or not to its end, raises `TableUnreadable`.
"""

from linli.toolbox.tables.limits import DEFAULT_LIMITS, Limits
from linli.toolbox.tables.problems import Problem, TableUnreadable
from linli.toolbox.tables.rows import Cell, Row
from linli.toolbox.tables.table import Table, open_table
from linli.toolbox.tables.write import csv_chunks, write_csv
from linli.toolbox.tables.write_xlsx import write_xlsx

__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "Limits",
    "Problem",
    "Row",
    "Table",
    "TableUnreadable",
    "csv_chunks",
    "open_table",
    "write_csv",
    "write_xlsx",
]
