"""Pure decisions of the accounts: waits after failures, who may grant what, what a name may look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from linli.foundation.scope.roles import STAFF, Role

USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures pass freely, and after what silence they are forgotten."""

    free: int
    forgotten_after: timedelta


ACCOUNT_PATIENCE: Final = Patience(free=4, forgotten_after=timedelta(hours=24))
# a whole office may sit behind one address
ADDRESS_PATIENCE: Final = Patience(free=40, forgotten_after=timedelta(minutes=30))


def wait_after(failures: int, patience: Patience) -> timedelta:
    """Give the wait that follows a failure: nothing, then 30 seconds, doubling up to 15 minutes."""
    beyond = failures - patience.free
    if beyond <= 0:
        return timedelta(0)
    # 2**5 × 30 s is past the longest wait already; larger powers would only overflow
    doublings: int = 2 ** min(beyond - 1, 5)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def failures_now(failures: int, last_at: datetime, now: datetime, patience: Patience) -> int:
    """Give how many failures still count."""
    return 0 if now - last_at > patience.forgotten_after else failures


def must_use_totp(roles: set[Role], *, required: bool) -> bool:
    """Answer whether an account must sign in with a second factor."""
    return required and bool(roles & STAFF)


def is_username(name: str) -> bool:
    """Answer whether a user name can be typed on any keyboard. The database repeats it."""
    return USERNAME.fullmatch(name) is not None
