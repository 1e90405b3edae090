"""One raw row of a people file becomes a draft, or problems that somebody can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar, cast

from linli.domains.registry.rules.columns import Field
from linli.domains.registry.rules.drafts import Bond, Committees, Home, PersonDraft, Problem
from linli.domains.registry.rules.homes import read_home
from linli.domains.registry.rules.premises import LONGEST_PATH
from linli.domains.registry.rules.values import (
    LIVING,
    OWNING,
    REGISTERED,
    RENTING,
    Unreadable,
    read_date,
    read_relation,
    read_sex,
    read_standing,
    read_tenures,
)
from linli.toolbox.identifiers import Sex, citizen_id, personal_telephone
from linli.toolbox.texts import tidy

T = TypeVar("T")

LONGEST: Final = {Field.NAME: 80, Field.HOUSEHOLD: 30}
_DATED: Final = (
    (Field.REGISTERED_ON, REGISTERED),
    (Field.LIVING_ON, LIVING),
    (Field.OWNING_ON, OWNING),
    (Field.RENTING_ON, RENTING),
)


class RowReader:
    """Reads the rows of one file; what is wrong collects in ``problems``."""

    def __init__(self, at: Mapping[Field, int], committees: Committees, today: date) -> None:
        self.problems: list[Problem] = []
        self._at = {field: at.get(field, -1) for field in Field}
        self._dated = [(field, kind) for field, kind in _DATED if field in at]
        self._committees = committees
        self._today = today
        self._row = 0
        self._cells: Sequence[object] = ()
        self._known: dict[Field, dict[object, object]] = {field: {} for field in Field}

    def read(self, row: int, cells: Sequence[object]) -> PersonDraft | None:
        """Give the draft of a row; None when something is wrong with it, or when it is blank."""
        self._row, self._cells = row, cells
        before = len(self.problems)
        committee = self._committee()
        name = self._name()
        number, sex, birth = self._identity()
        phone = self._telephone()
        home = self._home()
        draft = PersonDraft(
            row,
            committee,
            name,
            sex,
            birth,
            number,
            phone,
            home or _NOWHERE,
            self._text(Field.HOUSEHOLD),
            self._read(Field.RELATION, read_relation, ""),
            self._read(Field.STANDING, read_standing, ""),
            self._bonds(birth),
        )
        wrong = len(self.problems) > before and any(not p.is_warning for p in self.problems[before:])
        return None if wrong else draft

    def take_problems(self) -> list[Problem]:
        """Give the problems collected so far and begin anew."""
        taken, self.problems = self.problems, []
        return taken

    # --- cells -------------------------------------------------------------------------------------------

    def _cell(self, field: Field) -> object:
        at = self._at[field]
        return self._cells[at] if 0 <= at < len(self._cells) else None

    def _text(self, field: Field) -> str:
        text = tidy(as_text(self._cell(field)))
        if len(text) > LONGEST.get(field, LONGEST_PATH):
            self._wrong(field, "text.too_long", most=LONGEST.get(field, LONGEST_PATH))
            return ""
        return text

    def _read(self, field: Field, reader: Callable[[str], T], nothing: T) -> T:
        at = self._at[field]
        if at < 0:
            return nothing
        known = self._known[field].get(self._cells[at] if at < len(self._cells) else "")
        if known is not None:  # 男 and 女, a million times
            return cast("T", known)
        text = self._text(field)
        if not text:
            return nothing
        try:
            found = reader(text)
        except Unreadable as why:
            self._wrong(field, why.code)
            return nothing
        if len(self._known[field]) < _MOST_KNOWN:
            self._known[field][self._cells[at]] = found
        return found

    def _date(self, field: Field) -> date | None:
        cell = self._cell(field)
        if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        try:
            return read_date(cell)
        except Unreadable as why:
            self._wrong(field, why.code)
            return None

    def _wrong(self, field: Field, code: str, **detail: object) -> None:
        self.problems.append(Problem(self._row, str(field), code, detail))

    def _warn(self, field: Field, code: str) -> None:
        self.problems.append(Problem(self._row, str(field), code, is_warning=True))

    # --- fields ------------------------------------------------------------------------------------------

    def _committee(self) -> int:
        text = self._text(Field.COMMITTEE)
        if not text:
            if self._committees.own is None:
                self._wrong(Field.COMMITTEE, "committee.missing")
            return self._committees.own or 0
        found = self._committees.find(text)
        if found is None:
            self._wrong(Field.COMMITTEE, "committee.unknown")
        return found or 0

    def _name(self) -> str:
        before = len(self.problems)
        name = self._text(Field.NAME)
        if not name and len(self.problems) == before:
            self._wrong(Field.NAME, "name.missing")
        return name

    def _identity(self) -> tuple[str, int, date | None]:
        """Read citizen id, sex and date of birth, which must not contradict one another."""
        sex = self._read(Field.SEX, read_sex, 0)
        birth = self._date(Field.BIRTH_DATE)
        if birth is not None and birth > self._today:
            self._wrong(Field.BIRTH_DATE, "birth_date.future")
        cell = self._cell(Field.CITIZEN_ID)
        text = as_text(cell).strip()
        if not text:
            return "", sex, birth
        if lost_digits(cell, text):
            self._wrong(Field.CITIZEN_ID, "citizen_id.lost_digits")
            return "", sex, birth
        checked = citizen_id(text, today=self._today)
        for code in checked.problems:
            self._wrong(Field.CITIZEN_ID, code)
        if checked.problems:
            return "", sex, birth
        if birth is not None and birth != checked.birth_on:
            self._wrong(Field.BIRTH_DATE, "birth_date.contradicts_id")
        if sex in _TWO_SEXES and sex != checked.sex:
            self._wrong(Field.SEX, "sex.contradicts_id")
        return checked.value, int(checked.sex) if sex == 0 else sex, checked.birth_on

    def _telephone(self) -> str:
        cell = self._cell(Field.TELEPHONE)
        text = as_text(cell).strip()
        if not text:
            return ""
        if "E+" in text.upper():
            self._wrong(Field.TELEPHONE, "telephone.lost_digits")
            return ""
        checked = personal_telephone(text)
        for code in checked.problems:
            self._wrong(Field.TELEPHONE, code)
        return "" if checked.problems else checked.value

    def _home(self) -> Home | None:
        before = len(self.problems)
        text = self._text(Field.ADDRESS)
        if not text:
            if len(self.problems) == before:
                self._wrong(Field.ADDRESS, "address.missing")
            return None
        home, code, is_warning = read_home(text)
        if code and is_warning:
            self._warn(Field.ADDRESS, code)
        elif code:
            self._wrong(Field.ADDRESS, code)
        return home

    def _bonds(self, birth: date | None) -> tuple[Bond, ...]:
        bonds: list[Bond] = []
        nothing: tuple[int, ...] = ()
        kinds = self._read(Field.TENURE, read_tenures, nothing)
        if kinds:
            since, last = self._date(Field.TENURE_FROM), self._date(Field.TENURE_TO)
            bonds += [self._bond(Field.TENURE_FROM, kind, since, last, birth) for kind in kinds]
        for field, kind in self._dated:
            since = self._date(field)
            if since is not None and kind not in kinds:
                bonds.append(self._bond(field, kind, since, None, birth))
        return tuple(bonds)

    def _bond(self, field: Field, kind: int, since: date | None, last: date | None, birth: date | None) -> Bond:
        if since is not None and last is not None and last <= since:
            self._wrong(Field.TENURE_TO, "tenure.backwards")
        if since is not None and since > self._today:
            self._wrong(field, "tenure.future")
        if birth is not None and since is not None and since < birth:
            self._wrong(field, "tenure.before_birth")
        return Bond(kind, since, last)


_MOST_KNOWN: Final = 1_000
_TWO_SEXES: Final = frozenset({int(Sex.MALE), int(Sex.FEMALE)})
_NOWHERE: Final = Home("", ())
_MOST_EXACT: Final = 10**15  # a spreadsheet keeps 15 digits of a number and makes the rest zeros
_ID_LENGTH: Final = 18


def as_text(cell: object) -> str:
    """Write a cell as the person sees it: 13800138000.0 is 13800138000."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def lost_digits(cell: object, text: str) -> bool:
    """Say whether the spreadsheet program took an id for a number and rounded it."""
    if isinstance(cell, int | float) and abs(cell) >= _MOST_EXACT:
        return True
    if "E+" in text.upper():
        return True
    # 310106199001010000: rounded, then saved as text. Every 10,000th real id ends like this, and checks
    return len(text) == _ID_LENGTH and text.endswith("000") and bool(citizen_id(text).problems)
