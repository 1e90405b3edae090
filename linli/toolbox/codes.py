"""Every stable code by which the toolbox says what is wrong; the sentences belong to who shows them."""

from typing import Final

IDENTIFIERS: Final = frozenset(
    {
        "citizen_id.empty",
        "citizen_id.length",
        "citizen_id.old_form",
        "citizen_id.characters",
        "citizen_id.check_digit",
        "citizen_id.birth_date",
        "citizen_id.birth_range",
        "citizen_id.area",  # warning
        "credit_code.empty",
        "credit_code.length",
        "credit_code.characters",
        "credit_code.check_digit",  # warning
        "telephone.empty",
        "telephone.several",
        "telephone.characters",
        "telephone.format",
        "telephone.service",
        "telephone.no_city_prefix",  # warning
        *(
            f"{document}.{code}"
            for document in ("passport", "hk_macau_permit", "taiwan_permit")
            for code in ("empty", "format")
        ),
    }
)

DATES: Final = frozenset(
    {
        "dates.empty",
        "dates.format",
        "dates.incomplete",
        "dates.two_digit_year",
        "dates.order",
        "dates.impossible",
        "dates.range",
        "dates.excel_leap_day",
    }
)

AREA_CODES: Final = frozenset(
    {"areacodes.format", "areacodes.level", "areacodes.above", "areacodes.skipped", "areacodes.province"}
)

# Of a row; detail: cell ("B3") in workbooks; byte, value, encoding in text files.
TABLE_ROWS: Final = frozenset(
    {
        "tables.bytes",  # not a character in the encoding of the file; ends the reading in UTF-16
        "tables.mixed_encoding",  # a line of UTF-8 in a file of GBK
        "tables.nul",
        "tables.damaged_text",  # U+FFFD: damaged before it came here
        "tables.cell_too_long",
        "tables.row_too_long",
        "tables.row_too_short",
        "tables.formula",
        "tables.merged",  # detail: range
        "tables.precision_lost",  # detail: value
        "tables.error_value",  # detail: value (#N/A)
        "tables.bad_value",
        "tables.too_many_columns",  # of a row or, raised, of the headings
    }
)

# Of the headings, in `Table.problems`; also "tables.merged" and the other codes of cells.
TABLE_HEADINGS: Final = frozenset({"tables.duplicate_column"})

# Worth knowing, in `Table.notes`.
TABLE_NOTES: Final = frozenset(
    {
        "tables.misnamed",
        "tables.title",
        "tables.unnamed_column",
        "tables.hidden_rows",
        "tables.hidden_columns",
        "tables.other_sheets",
        "tables.hidden_sheets",
        "tables.hidden_sheet_read",
        "tables.macros_ignored",
    }
)

# Raised as `TableUnreadable`.
TABLE_FILES: Final = frozenset(
    {
        "tables.empty",
        "tables.file_too_large",
        "tables.not_a_table",  # detail: kind
        "tables.web_page",  # HTML under the name .xls
        "tables.xml_2003",
        "tables.old_format",  # .xls before 2007
        "tables.xlsb",
        "tables.open_document",
        "tables.encrypted",
        "tables.damaged",
        "tables.bomb",
        "tables.encoding_unknown",  # detail: guess
        "tables.headings_unreadable",
        "tables.quote",  # detail: row
        "tables.row_too_large",
        "tables.too_many_rows",
        "tables.too_many_merged",
        "tables.no_such_sheet",
    }
)

ALL: Final = IDENTIFIERS | DATES | AREA_CODES | TABLE_ROWS | TABLE_HEADINGS | TABLE_NOTES | TABLE_FILES
