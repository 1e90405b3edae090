"""The Chinese hash function SM3 (GB/T 32905) and its keyed form, by the library that is tested for us."""

from cryptography.hazmat.primitives import hashes, hmac

_SM3 = hashes.SM3()


def sm3(message: bytes) -> bytes:
    """Hash a message."""
    digest = hashes.Hash(_SM3)
    digest.update(message)
    return digest.finalize()


def hmac_sm3(key: bytes, message: bytes) -> bytes:
    """Hash a message with a key (RFC 2104)."""
    mac = hmac.HMAC(key, _SM3)
    mac.update(message)
    return mac.finalize()
