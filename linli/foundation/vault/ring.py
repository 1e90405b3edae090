"""The ring of this installation, read from its secrets and read again when they change."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings

from linli.foundation.vault.cipher import KeyRing, UnknownKey

# how long a process may go on sealing with the key before: a rotation waits longer than this
LOOK_AGAIN_AFTER: Final = 0.5


class _Known:
    secrets: object = None
    ring: KeyRing | None = None
    looked_at: float = 0.0


def ring() -> KeyRing:
    """Return the current ring. Take it once for a batch; it can be pickled for worker processes."""
    known = _Known.ring
    if known is not None and time.monotonic() - _Known.looked_at < LOOK_AGAIN_AFTER:
        return known
    return reload()


def reload() -> KeyRing:
    """Look into the secrets now; build the ring anew only when they changed."""
    read: Callable[[], Any] = settings.LINLI_SECRETS
    now, secrets = time.monotonic(), read()
    if _Known.ring is None or _Known.secrets is not secrets:
        _Known.ring = KeyRing.from_settings(secrets.vault)
        _Known.secrets = secrets
    _Known.looked_at = now
    return _Known.ring


def open_sealed(envelope: bytes, context: bytes) -> str:
    """Open an envelope with the current ring; one sealed a moment ago with a newer key opens too."""
    try:
        return ring().open(envelope, context)
    except UnknownKey:
        return reload().open(envelope, context)
