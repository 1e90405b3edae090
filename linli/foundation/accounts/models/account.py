"""An account: one person who may sign in. What they may do hangs on their posts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.foundation.scope import Scope
from linli.foundation.scope.models import ScopedModel


class Account(AbstractBaseUser, ScopedModel):
    """Somebody who may sign in. ``area_code`` is where the account is kept, not what it may see."""

    # Django's own column would be written on every sign-in outside of our walls
    last_login = None

    username = models.CharField(_("user name"), max_length=64, unique=True)
    display_name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone_sealed = models.BinaryField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    # elder mode: empty where nobody ever chose, 0 standard, 1 to 3 the size of the text
    elder_text = models.PositiveSmallIntegerField(_("elder mode"), null=True, blank=True)
    # the registry's record of a verified resident; a number, because the registry stands above us
    person_id = models.BigIntegerField(null=True, blank=True)
    # when a committee connected the two; empty where the account was made with its record
    connected_at = models.DateTimeField(null=True, blank=True)

    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    sessions_valid_from = models.DateTimeField(default=timezone.now)

    totp_secret = models.BinaryField(null=True, blank=True)  # sealed by the vault
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)  # a code counts once: later steps only

    created_at = models.DateTimeField(default=timezone.now)
    last_sign_in_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z0-9][a-z0-9._@+-]{1,63}$"),
                name="accounts_username_is_plain",
            ),
            models.CheckConstraint(condition=~Q(display_name=""), name="accounts_account_has_a_name"),
            models.CheckConstraint(
                condition=Q(totp_confirmed_at=None) | Q(totp_secret__isnull=False),
                name="accounts_confirmed_code_has_a_secret",
            ),
            models.CheckConstraint(
                condition=Q(elder_text=None) | Q(elder_text__lte=3), name="accounts_elder_text_is_a_size"
            ),
            # one verified person signs in with one account
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(person_id__isnull=False), name="accounts_one_a_person"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "username"], name="accounts_account_area"),
            models.Index(fields=["email"], condition=~Q(email=""), name="accounts_account_email"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def has_totp(self) -> bool:
        return self.totp_confirmed_at is not None

    @property
    def own_scope(self) -> Scope:
        """The scope of this one row: what its owner may change about it."""
        return Scope(self.area_code, self.area_code + 1)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Django compares this on every request: a new password or "sign out everywhere" ends all sessions
        stamp = int(self.sessions_valid_from.timestamp() * 1_000_000)
        return salted_hmac(
            "linli.foundation.accounts.session", f"{self.password}:{stamp}", secret=secret, algorithm="sha256"
        ).hexdigest()
