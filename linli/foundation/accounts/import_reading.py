"""Reading a list of accounts: bytes, columns, and what each line means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.foundation.accounts.areas import find_area
from linli.foundation.accounts.roles_scope import can_be_held_at
from linli.foundation.accounts.rules import is_username
from linli.foundation.scope import Actor, Role
from linli.foundation.territory.public import Area
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level

MOST_LINES: Final = 5000
MOST_BYTES: Final = 1_000_000
# what a column may be called; the first is the name in the template file
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "username": ("username", "user name", "用户名", "账号"),
    "display_name": ("display name", "display_name", "name", "姓名"),
    "email": ("e-mail", "email", "邮箱", "电子邮箱"),
    "role": ("role", "角色"),
    "area": ("area code", "area_code", "area", "区域代码", "区划代码"),
    "starts_on": ("starts on", "starts_on", "from", "开始日期", "起始日期"),
}
LABELS: Final[dict[str, object]] = {
    "username": gettext_lazy("User name"),
    "display_name": pgettext_lazy("account", "Name"),
    "email": gettext_lazy("E-mail"),
    "role": gettext_lazy("Role"),
    "area": gettext_lazy("Area"),
    "starts_on": gettext_lazy("From"),
}
_DAYS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, understood."""

    number: int
    username: str
    display_name: str
    email: str
    role: Role
    area_code: int
    starts_on: date


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one line cannot be taken."""

    number: int
    column: str  # a key of COLUMNS, or nothing for the whole file
    sentence: str

    @property
    def label(self) -> str:
        return str(LABELS.get(self.column, ""))


def decoded(content: bytes) -> str:
    """Read the bytes of a file as UTF-8, or as the GB 18030 that office software writes."""
    if len(content) > MOST_BYTES:
        raise Invalid(
            _("The file is larger than %(size)d kB. Split it.") % {"size": MOST_BYTES // 1000},
            code="accounts.import_size",
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Invalid(
        _("The file is no text. Save the table as “CSV UTF-8” and choose it again."), code="accounts.import_encoding"
    )


def lines_of(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the number and the known cells of every line that is not empty."""
    sample = text[:2000].splitlines()[0] if text.strip() else ""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=sample.count))
    header = [cell.strip().lower() for cell in next(reader, [])]
    place = {
        name: next((at for at, cell in enumerate(header) if cell in called), -1) for name, called in COLUMNS.items()
    }
    if missing := [COLUMNS[name][0] for name, at in place.items() if at < 0 and name != "email"]:
        raise Invalid(
            _("The header lacks: %(columns)s. Begin with the template.") % {"columns": ", ".join(missing)},
            code="accounts.import_header",
        )
    count = 0
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_LINES:
            raise Invalid(
                _("The list has more than %(lines)d lines. Split it.") % {"lines": MOST_LINES},
                code="accounts.import_lines",
            )
        yield reader.line_num, {name: cells[at].strip() if 0 <= at < len(cells) else "" for name, at in place.items()}


class Meaning:
    """What roles and areas are called, looked up once a list."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.roles = _role_names()
        self._areas: dict[str, Area | Invalid] = {}

    def role(self, typed: str) -> Role | None:
        return self.roles.get(typed.strip().lower())

    def area(self, typed: str) -> Area:
        """Find the area, or raise Invalid; a list names the same few areas again and again."""
        if typed not in self._areas:
            try:
                self._areas[typed] = find_area(self.actor, typed)
            except Invalid as error:
                self._areas[typed] = error
        found = self._areas[typed]
        if isinstance(found, Invalid):
            raise found
        return found


def understood(meaning: Meaning, number: int, cells: dict[str, str], errors: list[Fault]) -> Line | None:
    """Understand one line, or add what is wrong with it to the errors."""

    def fault(column: str, sentence: str) -> None:
        errors.append(Fault(number, column, sentence))

    username = cells["username"].lower()
    if not is_username(username):
        fault(
            "username",
            _("“%(name)s” is no user name: 2 to 64 small letters, digits or . _ - @ +.") % {"name": username},
        )
    if not cells["display_name"]:
        fault("display_name", _("The name is missing."))
    if cells["email"] and not _is_email(cells["email"]):
        fault("email", _("“%(email)s” is no e-mail address.") % {"email": cells["email"]})
    role = meaning.role(cells["role"])
    if role is None:
        fault("role", _("“%(role)s” is no role that Linli knows.") % {"role": cells["role"]})
    starts_on = _day(cells["starts_on"])
    if starts_on is None:
        fault("starts_on", _("“%(day)s” is no date. Write it as 2026-11-22.") % {"day": cells["starts_on"]})
    try:
        area = meaning.area(cells["area"])
    except Invalid as error:
        fault("area", str(error))
        return None
    if role is not None and not can_be_held_at(role, Level(area.level)):
        fault(
            "role", _("There is no post “%(role)s” at the level of %(area)s.") % {"role": role.label, "area": area.name}
        )
    if role is None or starts_on is None:
        return None
    return Line(number, username, cells["display_name"][:80], cells["email"], role, area.code, starts_on)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _role_names() -> dict[str, Role]:
    """Give every name a role goes by: the code's, and the screens' in each language."""
    names = {role.value: role for role in Role}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= {str(role.label).lower(): role for role in Role}
    return names


def _day(text: str) -> date | None:
    for pattern in _DAYS:
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
