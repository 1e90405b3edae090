"""How dirty a real register is, so that the synthetic one is no cleaner.

Rates are the shares of missing values in Shanghai's published register of housing estates and units
(居住区详情, 1,071 rows; 单位详情, 2,280 rows). Each is put on the field of ours that is collected the same way.
"""

from typing import Final

HOME_MISSING: Final = 0.0430  # 居委: which committee an estate belongs to
TELEPHONE_MISSING: Final = 0.1298  # 竣工时间: asked once, never again
CITIZEN_ID_MISSING: Final = 0.0728  # 房屋数量: known to somebody, not copied
ORGANISATION_TELEPHONE_MISSING: Final = 0.7619  # 居委电话
ORGANISATION_ADDRESS_MISSING: Final = 0.0013  # 单位地址

# The register holds no people, so it says nothing of these. Assumed.
BIRTH_DATE_MISSING: Final = 0.0100
CHECK_DIGIT_WRONG: Final = 0.0050
RELATION_MISSING: Final = 0.0200

ADULT_FROM: Final = 16  # children have no telephone of their own in a ledger
