"""The door of the accounts: what other modules may call."""

from linli.foundation.accounts.actions.accounts import create_account, disable_account
from linli.foundation.accounts.actions.connecting import Attempt, connect_by_code, disconnect
from linli.foundation.accounts.actions.own_account import ask_for_code
from linli.foundation.accounts.actions.posts import end_post, grant_post, propose_post
from linli.foundation.accounts.addresses import Addressee, addressee
from linli.foundation.accounts.connection_codes import CODE_DIGITS, ShownCode, code_of
from linli.foundation.accounts.events import PasswordLinkAsked, PostEnded, PostGranted
from linli.foundation.accounts.first_accounts import (
    FirstAdministrator,
    accounts_exist,
    administrators_exist,
    create_first_administrators,
)
from linli.foundation.accounts.queries import (
    Connection,
    PostCard,
    account_number,
    actor_for_post,
    connection_of,
    office_accounts,
    people_with_accounts,
    person_of,
    posts_of,
    posts_today,
    valid_posts,
)
from linli.foundation.accounts.readers import Reader, holders_of, readers_among
from linli.foundation.accounts.role_words import WHAT_IT_DOES
from linli.foundation.accounts.roles_scope import REACH, can_be_held_at, scope_of
from linli.foundation.accounts.throttle import Door, door, wait_sentence

__all__ = [
    "CODE_DIGITS",
    "REACH",
    "WHAT_IT_DOES",
    "Addressee",
    "Attempt",
    "Connection",
    "Door",
    "FirstAdministrator",
    "PasswordLinkAsked",
    "PostCard",
    "PostEnded",
    "PostGranted",
    "Reader",
    "ShownCode",
    "account_number",
    "accounts_exist",
    "actor_for_post",
    "addressee",
    "administrators_exist",
    "ask_for_code",
    "can_be_held_at",
    "code_of",
    "connect_by_code",
    "connection_of",
    "create_account",
    "create_first_administrators",
    "disable_account",
    "disconnect",
    "door",
    "end_post",
    "grant_post",
    "holders_of",
    "office_accounts",
    "people_with_accounts",
    "person_of",
    "posts_of",
    "posts_today",
    "propose_post",
    "readers_among",
    "scope_of",
    "valid_posts",
    "wait_sentence",
]
