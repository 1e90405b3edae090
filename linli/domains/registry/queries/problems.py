"""What is wrong with a file or a row, in words: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.queries.wrong_numbers import WRONG_NUMBERS

_ROWS: Final = {
    "name.missing": _("There is no name. Enter it, or delete the row."),
    "text.too_long": _("This is longer than %(most)s characters. Shorten it."),
    "sex.unknown": _("This is no sex we know. Write 男 or 女, or leave the cell empty."),
    "sex.contradicts_id": _("The citizen id says the other sex. Compare both with the card."),
    "birth_date.future": _("This date of birth lies in the future. Correct it."),
    "birth_date.contradicts_id": _("The citizen id says another date of birth. Compare both with the card."),
    "relation.unknown": _(
        "This is no relation to the head we know. Write 户主, 配偶, 子, 女, 父母 … or leave it empty."
    ),
    "standing.unknown": _("This is no standing we know. Write 在住, 人户分离, 迁出 or 死亡, or leave the cell empty."),
    "tenure.unknown": _(
        "This is no kind of tenure we know. Write 户籍, 居住, 产权 or 租住, several with 、 in between."
    ),
    "tenure.backwards": _("The end lies before the beginning. Change one of the days."),
    "tenure.future": _("This begins in the future. Enter it when the day has come."),
    "tenure.before_birth": _("This begins before the person was born. Correct one of the days."),
    "address.missing": _("There is no address. Enter it down to the room."),
    "address.unreadable": _("This address cannot be read. Write it like 闻喜路251弄3号502室."),
    "address.no_house": _("This names an area and no house. Write road, number and room."),
    "address.rest": _("The end of this address is not understood; it is kept as written."),
    "address.wide": _("This address names no house number. It is kept; better complete it."),
    "committee.missing": _("There is no committee. Enter its code of 12 digits or its name."),
    "committee.unknown": _("There is no such committee in your area, or several bear this name. Enter its code."),
    "row.repeated": _("This person stands in row %(first)s already. Delete one of the two rows."),
}
_LEDGER: Final = {
    "ledger.other_name": _(
        "The ledger knows this citizen id under another name. If the file is wrong, correct it; if the ledger is, "
        "correct the name on the person's card first."
    ),
    "ledger.other_id": _(
        "The ledger has somebody of this name and date of birth at this home under another citizen id. "
        "Find out which is right."
    ),
    "ledger.ambiguous": _("Several people of this name live at this home. Add the citizen id to the row."),
    "ledger.tenure_differs": _(
        "The ledger says other days for this bond to the home. Correct it on the person's card, or the file."
    ),
    "ledger.registered_elsewhere": _(
        "The ledger has this person registered at another home on these days. End that registration on the person's "
        "card first."
    ),
    "undo.kept": _("Somebody worked on this entry after the import. It was left as it is."),
}
_IDENTIFIERS: Final = {
    **WRONG_NUMBERS,
    "citizen_id.lost_digits": _(
        "The spreadsheet program rounded this citizen id and the last digits are lost. Format the column as text and "
        "enter the ids again from the source."
    ),
    "telephone.lost_digits": _(
        "The spreadsheet program rounded this number. Format the column as text and enter it again."
    ),
    "dates.empty": _("The date is empty."),
    "dates.format": _("This cannot be read as a date. Write it like 1990-01-31."),
    "dates.incomplete": _("This date has no day or no month. Write it like 1990-01-31, or leave the cell empty."),
    "dates.two_digit_year": _("The year has two digits, so the century is unknown. Write it like 1990-01-31."),
    "dates.order": _("Nobody can know which is the day and which the month. Write it like 1990-01-31."),
    "dates.impossible": _("There is no such day in the calendar. Correct it."),
    "dates.range": _("This day lies outside what can be meant. Correct it."),
    "dates.excel_leap_day": _("This is 29 February 1900, a day that never was. Correct it."),
}
_TABLE_ROWS: Final = {
    "tables.bytes": _(
        "This row is not written in the encoding of the file (%(encoding)s). Save the file anew as UTF-8."
    ),
    "tables.mixed_encoding": _("This row is UTF-8 in a file of another encoding. Save the file anew as UTF-8."),
    "tables.nul": _("This row holds bytes that are no text. Enter it again."),
    "tables.damaged_text": _("Characters were lost here before the file came to us (�). Enter the cell again."),
    "tables.cell_too_long": _("This cell holds more than a cell can. Shorten it."),
    "tables.row_too_long": _("This row has more cells than there are headings. A comma in a cell needs quotes."),
    "tables.row_too_short": _("This row has fewer cells than there are headings; the missing ones count as empty."),
    "tables.formula": _("This cell holds a formula. Copy the column and paste it as values."),
    "tables.merged": _("This cell is merged with others (%(range)s). Unmerge them and fill in every row."),
    "tables.precision_lost": _(
        "The spreadsheet program keeps 15 digits of a number, so the last digits are lost. Format the column as text "
        "and enter the numbers again from the source."
    ),
    "tables.error_value": _("This cell shows an error of the spreadsheet program. Correct it there."),
    "tables.bad_value": _("This cell cannot be read. Enter it again."),
    "tables.too_many_columns": _(
        "There are more than %(limit)s columns. Keep the ones that are needed and send the file again."
    ),
    "tables.duplicate_column": _("Two columns bear the same heading. Give each its own."),
}
_FILES: Final = {
    "tables.empty": _("There is nothing in this file. Choose another."),
    "tables.file_too_large": _("This file is too large. Split it."),
    "tables.not_a_table": _("This is no table. Save it as XLSX or CSV."),
    "tables.web_page": _("This is a web page that only calls itself a spreadsheet. Open it and save it as XLSX."),
    "tables.xml_2003": _("This is the XML form of Excel 2003. Open it and save it as XLSX."),
    "tables.old_format": _("This is the Excel format before 2007. Open it and save it as XLSX."),
    "tables.xlsb": _("This is the binary format of Excel. Open it and save it as XLSX."),
    "tables.open_document": _("This is an OpenDocument table. Open it and save it as XLSX."),
    "tables.encrypted": _("This file is locked with a password. Take the password off and send it again."),
    "tables.damaged": _("This file is damaged. Open it, save it anew and send it again."),
    "tables.bomb": _(
        "This file unpacks to far more than a table holds, so it was not opened. Save the table alone as XLSX."
    ),
    "tables.encoding_unknown": _(
        "The characters of this file cannot be read. Save it as UTF-8, in Excel: “CSV UTF-8”."
    ),
    "tables.headings_unreadable": _(
        "The row of headings (row %(row)s) cannot be read. Correct it and send the file again."
    ),
    "tables.quote": _("In row %(row)s a quotation mark opens and never closes. Correct it and send the file again."),
    "tables.row_too_large": _("One row is larger than a table can hold. A quotation mark may be missing."),
    "tables.too_many_rows": _("There are more rows than a spreadsheet can hold. Split the file."),
    "tables.too_many_merged": _("Too many cells are merged. Unmerge them all and send the file again."),
    "tables.no_such_sheet": _("There is no sheet of this name."),
    "import.ledger_changed": _(
        "Nothing was written: the ledger was changed after the check, so that the file no longer fits. Check it again."
    ),
    "import.post_ended": _(
        "Nothing was written: the post under which this was asked has ended. Ask again under another."
    ),
    "import.file_removed": _("Nothing was written: the file was removed when its time was over. Send it again."),
    "export.post_ended": _(
        "Nothing was written: the post under which this was asked has ended. Ask again under another."
    ),
}
_NOTES: Final = {
    "tables.misnamed": _("The ending of the name does not fit the content; the content counts."),
    "tables.title": _("Lines above the headings were skipped."),
    "tables.unnamed_column": _("A column has no heading (%(column)s); it can be chosen by its letter."),
    "tables.hidden_rows": _("The sheet has hidden rows. They are read like the others."),
    "tables.hidden_columns": _("The sheet has hidden columns. They are read like the others."),
    "tables.other_sheets": _("The file has other sheets. Only the first that holds something is read."),
    "tables.hidden_sheets": _("The file has hidden sheets. They are not read."),
    "tables.hidden_sheet_read": _("The sheet that is read is hidden."),
    "tables.macros_ignored": _("The file has macros. They are not run."),
}
SENTENCES: Final = {**_ROWS, **_LEDGER, **_IDENTIFIERS, **_TABLE_ROWS, **_FILES, **_NOTES}


def sentence_of(code: str, detail: Mapping[str, object]) -> str:
    """Give the sentence of a code, its placeholders filled in."""
    sentence = SENTENCES.get(code)
    if sentence is None:
        return str(_("Something is wrong here (%(code)s).") % {"code": code})
    return str(sentence) % _Lenient(detail)


def note_of(code: str, detail: Mapping[str, object]) -> str:
    """Give the sentence of what is worth knowing; nothing for a note of which there is no sentence."""
    return str(_NOTES[code]) % _Lenient(detail) if code in _NOTES else ""


class _Lenient(dict[str, object]):
    """A detail in which a missing placeholder is a dash: the sentence still says the most of it."""

    def __missing__(self, name: str) -> str:
        return "–"
