"""The shapes of what people type; nothing is decided or saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.foundation.accounts.models import Account
from linli.foundation.accounts.rules import is_username
from linli.foundation.scope import Role
from linli.ui.widgets import CodeInput, DateInput, TelephoneInput

_PASSWORD = {"autocomplete": "current-password"}
_NEW_PASSWORD = {"autocomplete": "new-password"}


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=256, strip=False, widget=forms.PasswordInput(attrs=_PASSWORD)
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"),
        max_length=20,
        help_text=_("Six digits from the app on your telephone, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "none"}),
    )


class EnrolForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the app"),
        max_length=10,
        help_text=_("Six digits; they change every half minute."),
        widget=CodeInput(),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice, held against the rules for passwords."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=256,
        help_text=_(
            "At least 10 characters. Three or four words that do not belong together are easy to keep in mind."
        ),
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ. Type the new one twice."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    old = forms.CharField(
        label=_("Present password"), strip=False, max_length=256, widget=forms.PasswordInput(attrs=_PASSWORD)
    )
    field_order = ["old", "password", "again"]


class ContactForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254, help_text=_("A forgotten password is replaced through it.")
    )
    telephone = forms.RegexField(
        label=_("Telephone"),
        required=False,
        regex=r"^[0-9 +()-]{5,24}$",
        widget=TelephoneInput(attrs={"autocomplete": "tel"}),
        error_messages={"invalid": _("A telephone number has digits, spaces and + ( ) - only.")},
    )
    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=256,
        help_text=_("Because whoever holds your e-mail can take your account."),
        widget=forms.PasswordInput(attrs=_PASSWORD),
    )


class TelephoneForm(ContactForm):
    """The telephone number alone: one question a screen."""

    email = None  # type: ignore[assignment]  # Django's way to leave a field of the parent out
    field_order = ["telephone", "password"]

    def __init__(self, *args: Any, with_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telephone"].label = _("New telephone number")
        self.fields["password"].help_text = _("So that nobody at your open screen changes your number.")
        if not with_password:
            del self.fields["password"]


class StepUpForm(forms.Form):
    """The password once more, and a code where a second factor is in force."""

    password = forms.CharField(
        label=_("Present password"), strip=False, max_length=256, widget=forms.PasswordInput(attrs=_PASSWORD)
    )
    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"),
        required=False,
        max_length=20,
        help_text=_("Six digits from the app on your telephone, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = with_code
        if not with_code:
            del self.fields["code"]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class AreaInput(forms.TextInput):
    """A code or a name of an area, with suggestions while it is typed; without a script it is typed whole."""

    def __init__(self) -> None:
        super().__init__(attrs={"list": "areas", "autocomplete": "off"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        asks = {
            "hx-get": reverse("accounts:areas"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#areas",
            "hx-swap": "innerHTML",
        }
        context: dict[str, Any] = super().get_context(name, value, {**(attrs or {}), **asks})
        return context


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        help_text=_("2 to 64 small letters, digits or . _ - @ +. It stays the same for ever."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    display_name = forms.CharField(label=pgettext_lazy("account", "Name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("A link with which to choose a password is sent there. Without one, give a password by voice."),
    )
    area = forms.CharField(
        label=_("Kept in"),
        max_length=80,
        widget=AreaInput(),
        help_text=_(
            "Code or full name of the area whose administrators look after it; suggestions come while you type."
        ),
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if not is_username(username):
            raise forms.ValidationError(_("Use small letters, digits or . _ - @ + and begin with a letter or digit."))
        return username


class AccountChangeForm(forms.Form):
    display_name = forms.CharField(label=pgettext_lazy("account", "Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)


class PostForm(forms.Form):
    """A post to be proposed or granted."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [("", "—"), *Role.choices])
    area = forms.CharField(
        label=_("Area"),
        max_length=80,
        help_text=_("Code or full name of the area; suggestions come while you type."),
        widget=AreaInput(),
    )
    starts_on = forms.DateField(label=_("From"), initial=timezone.localdate, widget=DateInput())
    ends_on = forms.DateField(
        label=_("Until, not including"),
        required=False,
        help_text=_("Leave empty for a post without an end."),
        widget=DateInput(),
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It is written into the audit and stays there.")
    )


class ImportForm(forms.Form):
    """A file of accounts; the second time its text comes back from the preview."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("With a header line: username, display name, e-mail, role, area code, starts on."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
