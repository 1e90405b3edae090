"""Columns of a people file: which of ours a header names, in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from linli.toolbox.texts import squeeze


class Field(StrEnum):
    """What a column of a people file can hold."""

    NAME = "name"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    CITIZEN_ID = "citizen_id"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    RELATION = "relation"
    HOUSEHOLD = "household"
    STANDING = "standing"
    COMMITTEE = "committee"
    TENURE = "tenure"  # kinds, several in one cell allowed
    TENURE_FROM = "tenure_from"
    TENURE_TO = "tenure_to"
    REGISTERED_ON = "registered_on"  # or a column of dates for each kind
    LIVING_ON = "living_on"
    OWNING_ON = "owning_on"
    RENTING_ON = "renting_on"


REQUIRED: Final = (Field.NAME, Field.ADDRESS)

_NAMES: Final[Mapping[Field, str]] = {
    Field.NAME: "姓名 名字 居民姓名 人员姓名 住户姓名 姓名name name fullname personname residentname",
    Field.SEX: "性别 sex gender",
    Field.BIRTH_DATE: "出生日期 出生年月日 出生年月 生日 出生 birthdate dateofbirth birthday dob born",
    Field.CITIZEN_ID: "身份证号 身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 "
    "证件号 证件号码 身份号码 citizenid idnumber idno idcard identitynumber nationalid id",
    Field.TELEPHONE: "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 移动电话 联系手机 本人电话 "
    "telephone phone mobile phonenumber mobilenumber tel cellphone",
    Field.ADDRESS: "地址 住址 居住地址 现住址 现居住地址 现居住地 详细地址 家庭住址 家庭地址 房屋地址 居住地 房屋坐落 "
    "address homeaddress residence currentaddress",
    Field.RELATION: "与户主关系 与户主的关系 户主关系 关系 家庭关系 "
    "relation relationtohead relationtothehead relationship relationshiptohead",
    Field.HOUSEHOLD: "户号 户编号 家庭编号 户口簿号 户籍号 户主编号 "
    "household householdnumber householdno householdid numberofthehousehold",
    Field.STANDING: "人户状态 在册状态 居住状态 人员状态 在住状态 人户情况 状态 standing status residencestatus",
    Field.COMMITTEE: "居委 居委会 居村委 居村 居民区 所属居委 所属居委会 所属居村 村居 社区 "
    "居委代码 居委会代码 居村代码 居委编码 committee committeecode committeename neighbourhoodcommittee community",
    Field.TENURE: "人房关系 人房性质 房屋关系 居住性质 居住类型 住房性质 tenure tenurekind tenurekinds",
    Field.TENURE_FROM: "开始日期 起始日期 起 关系起始日期 tenurefrom from since startdate",
    Field.TENURE_TO: "结束日期 终止日期 截止日期 止 关系结束日期 tenureto until to enddate",
    Field.REGISTERED_ON: "户籍迁入日期 户口迁入日期 落户日期 迁入日期 户籍登记日期 "
    "registeredon registeredsince registeredheresince hukoudate",
    Field.LIVING_ON: "入住日期 居住起始日期 来居日期 居住开始日期 "
    "livingon livingsince livesheresince movedin moveindate",
    Field.OWNING_ON: "产权登记日期 产权日期 购房日期 取得产权日期 owningon ownedsince ownsthehomesince ownershipdate",
    Field.RENTING_ON: "起租日期 租住日期 租赁起始日期 租赁开始日期 rentingon rentedsince rentsthehomesince leasestart",
}
_BY_NAME: Final = {name: field for field, names in _NAMES.items() for name in names.split()}
_FURNITURE: Final = re.compile(r"[\s*＊:：_\-—./\\'\"“”]+")
_BRACKETED: Final = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


def recognise(header: str) -> Field | None:
    """Say which field a header names: 身份证号码(必填)*, "Citizen ID"; None when it is not known."""
    bare = _plain(_BRACKETED.sub("", header))
    return _BY_NAME.get(bare) or _BY_NAME.get(_plain(header))


def propose(headers: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """Propose field → header for a file; what was chosen for the same headers before comes first.

    A field takes the first header that names it, and a header serves one field only.
    """
    present = set(headers)
    mapping: dict[str, str] = {}
    for field, header in (remembered or {}).items():
        if field in _FIELDS and header in present and header not in mapping.values():
            mapping[field] = header
    if mapping:
        return mapping
    for header in headers:
        known = recognise(header)
        if known is not None and known not in mapping:
            mapping[str(known)] = header
    return mapping


def places(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[Field, int]:
    """Turn field → header into field → position in a row; what the file does not have is left out."""
    at = {header: position for position, header in reversed(list(enumerate(headers)))}
    return {Field(field): at[header] for field, header in mapping.items() if field in _FIELDS and header in at}


def missing(mapping: Mapping[str, str], *, needs_committee: bool) -> list[Field]:
    """Give the fields that must be chosen and are not."""
    required = (*REQUIRED, Field.COMMITTEE) if needs_committee else REQUIRED
    return [field for field in required if not mapping.get(field)]


_FIELDS: Final = frozenset(str(field) for field in Field)


def _plain(header: str) -> str:
    return _FURNITURE.sub("", squeeze(header)).lower()
