"""What is typed to connect a person with their account, and to part the two."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import DOCUMENTS
from linli.domains.registry.rules.documents import LONGEST_REASON, Document
from linli.foundation.accounts import public as accounts
from linli.toolbox.texts import squeeze
from linli.ui.widgets import CodeInput


class ConnectForm(forms.Form):
    """The document that was seen, and the code that the person shows."""

    seen = forms.TypedChoiceField(
        label=_("Which document did the person show you?"),
        choices=[(document.value, words) for document, words in DOCUMENTS.items()],
        coerce=Document,
        widget=forms.RadioSelect,
        help_text=_("Compare photograph, name and number with the entry. It is recorded, and the person can read it."),
        error_messages={"required": _("Choose the document that you have seen. Without one, nothing is connected.")},
    )
    code = forms.CharField(
        label=_("Code on the person's page “My data”"),
        max_length=40,
        help_text=_("Eight digits. The person signs in, opens “My data” and touches “Show my code”."),
        # not offered by the telephone that typed it: it is somebody else's
        widget=CodeInput(attrs={"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = squeeze(self.cleaned_data["code"]).replace("-", "")
        if not (code.isascii() and code.isdigit() and len(code) == accounts.CODE_DIGITS):
            raise forms.ValidationError(_("A code has eight digits. Read it once more from the person's page."))
        return code


class DisconnectForm(forms.Form):
    """Why an account may no longer read the entry."""

    reason = forms.CharField(
        label=_("Why is the account disconnected?"),
        max_length=LONGEST_REASON,
        help_text=_(
            "Connected by mistake, moved away, the account is lost … It is recorded, and the person may ask for it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # the account that was connected when the form was opened: an old form parts no later connection
    account = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
