"""Every page that a browser test looks at, by the role that opens it.

An address may be followed by ``> selector``: the page behind the first link of that kind, as a card behind its list.
A new page belongs here: axe then looks at it in every look, and a picture of it goes into the documents.
"""

from __future__ import annotations

from typing import Final

PAGES: Final[dict[str, list[str]]] = {
    "": ["/sign-in/", "/password/forgotten/"],
    "committee_worker": [
        "/", "/find/?q=王", "/people/", "/people/new/", "/people/birthdays/", "/people/ > main tbody a", "/homes/",
        "/homes/ > main tbody a", "/households/", "/households/ > main tbody a", "/organisations/", "/imports/",
        "/imports/new/", "/orders/", "/orders/ > main a[href*='/orders/']", "/orders/new/", "/bulletins/",
        "/bulletins/new/", "/bulletins/ > main a[href*='/bulletins/']", "/territory/", "/inbox/", "/account/", "/keys/",
    ],
    "street_operator": ["/operations/", "/people/", "/orders/", "/orders/ > main a[href*='/orders/']", "/bulletins/"],
    "district_operator": ["/operations/", "/people/", "/orders/", "/territory/"],
    "city_operator": ["/operations/", "/orders/"],
    "property_firm": ["/", "/tasks/", "/tasks/ > main a[href*='/tasks/']", "/account/"],
    "resident": [
        "/home/", "/report/", "/matters/", "/matters/ > main a[href*='/matters/']", "/bulletins/board/",
        "/bulletins/board/ > main a[href*='/board/']", "/me/", "/me/looks/", "/inbox/", "/account/",
        "/account/contact/",
    ],
    "block_head": ["/", "/report/"],
    "system_administrator": ["/accounts/", "/accounts/new/", "/accounts/import/", "/jobs/"],
    "security_administrator": ["/accounts/", "/accounts/posts/"],
    "audit_administrator": ["/administration/audit/", "/administration/audit/verification/"],
}  # fmt: skip
