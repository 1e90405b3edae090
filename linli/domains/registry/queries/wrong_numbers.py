"""What is wrong with a citizen id, a telephone or a credit code, in words: said the same of a form and of a file."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

WRONG_NUMBERS: Final = {
    "citizen_id.empty": _("The citizen id is empty."),
    "citizen_id.old_form": _("15 digits are the old form, void since 2013. Ask for the number of 18."),
    "citizen_id.length": _("A citizen id has 18 characters. Compare it with the card."),
    "citizen_id.characters": _("A citizen id is 17 digits and a digit or X. Compare it with the card."),
    "citizen_id.check_digit": _(
        "The last character does not fit the 17 before it, so one of them is mistyped. Compare it with the card."
    ),
    "citizen_id.birth_date": _(
        "Characters 7 to 14 are not a date, so one of them is mistyped. Compare it with the card."
    ),
    "citizen_id.birth_range": _("The date of birth in this number cannot be. Compare it with the card."),
    "telephone.empty": _("The telephone is empty."),
    "telephone.several": _("This is more than one number. Keep the one that is answered."),
    "telephone.characters": _("A telephone number is made of digits. Remove the words."),
    "telephone.format": _("This is no telephone number of the mainland. Begin a foreign one with +."),
    "telephone.service": _(
        "This is the number of a hotline or a service, and no person answers there. Enter the person's own number: a "
        "mobile, a landline, or a foreign one that begins with +."
    ),
    "credit_code.empty": _("The credit code is empty."),
    "credit_code.length": _("A credit code has 18 characters. Compare it with the licence."),
    "credit_code.characters": _(
        "A credit code has no I, O, S, V and Z: they are 1, 0, 5, U and 2. Compare it with the licence."
    ),
}
