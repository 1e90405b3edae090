"""The door of the accounts: what other modules may call."""

from linli.foundation.accounts.actions.accounts import create_account, disable_account
from linli.foundation.accounts.actions.posts import end_post, grant_post, propose_post
from linli.foundation.accounts.addresses import Addressee, addressee
from linli.foundation.accounts.events import PasswordLinkAsked, PostEnded, PostGranted
from linli.foundation.accounts.first_accounts import (
    FirstAdministrator,
    accounts_exist,
    administrators_exist,
    create_first_administrators,
)
from linli.foundation.accounts.queries import (
    PostCard,
    account_number,
    actor_for_post,
    people_with_accounts,
    posts_of,
)
from linli.foundation.accounts.roles_scope import REACH, can_be_held_at, scope_of

__all__ = [
    "REACH",
    "Addressee",
    "FirstAdministrator",
    "PasswordLinkAsked",
    "PostCard",
    "PostEnded",
    "PostGranted",
    "account_number",
    "accounts_exist",
    "actor_for_post",
    "addressee",
    "administrators_exist",
    "can_be_held_at",
    "create_account",
    "create_first_administrators",
    "disable_account",
    "end_post",
    "grant_post",
    "people_with_accounts",
    "posts_of",
    "propose_post",
    "scope_of",
]
