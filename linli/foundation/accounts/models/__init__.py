"""The tables of the accounts: who may sign in, and under which posts they act."""

from linli.foundation.accounts.models.account import Account
from linli.foundation.accounts.models.attempts import SignInAttempts
from linli.foundation.accounts.models.connection_code import ConnectionCode
from linli.foundation.accounts.models.post import Post
from linli.foundation.accounts.models.recovery_code import RecoveryCode

__all__ = ["Account", "ConnectionCode", "Post", "RecoveryCode", "SignInAttempts"]
