"""Numbers that name a person, an organisation or a telephone: normalised and checked.

Nothing here raises: each check gives a result with the normalised value, the stable codes of what
is wrong (`problems`) and of what is only odd (`warnings`). The sentences are the caller's.
"""

from linli.toolbox.identifiers.checked import Checked
from linli.toolbox.identifiers.citizen import CitizenId, Sex, citizen_id, citizen_id_check_digit
from linli.toolbox.identifiers.organisation import credit_code, credit_code_check_digit
from linli.toolbox.identifiers.telephone import Telephone, TelephoneKind, personal_telephone, telephone
from linli.toolbox.identifiers.travel import hk_macau_permit, passport, taiwan_permit

__all__ = [
    "Checked",
    "CitizenId",
    "Sex",
    "Telephone",
    "TelephoneKind",
    "citizen_id",
    "citizen_id_check_digit",
    "credit_code",
    "credit_code_check_digit",
    "hk_macau_permit",
    "passport",
    "personal_telephone",
    "taiwan_permit",
    "telephone",
]
