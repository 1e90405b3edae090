"""Where this installation keeps its things: its folder, its secrets, the addresses of its database."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets as chance
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote

from linli.toolbox.errors import LinliError

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DATABASE = "linli"
OWNER_ROLE = "linli_owner"
APPLICATION_ROLE = "linli_app"
# where the embedded database of an installation run by root lives: PostgreSQL refuses to be root itself
ROOT_PLACE = Path("/var/lib/linli")
# the address of a unix socket holds 107 bytes, of which PostgreSQL's file name takes 15
SOCKET_FOLDER_LIMIT = 92


class HomeError(LinliError):
    """The installation's folder cannot be used as it is; the sentence says what to do."""

    default_code = "home"


class VaultSecrets(TypedDict):
    """The key ring of the vault: hex by version, the newest of which encrypts."""

    active: int
    algorithm: str
    keys: dict[int, str]
    index_keys: dict[int, str]


@dataclass(frozen=True)
class Secrets:
    """Everything that must never be printed, logged or committed."""

    secret_key: str
    owner_password: str
    app_password: str
    vault: VaultSecrets
    audit_key: str

    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True)
class DatabaseUrls:
    """The same database seen by two roles: the application's, and the owner's that migrates."""

    app: str
    owner: str


def home() -> Path:
    """Return the installation's folder, made private to whoever runs it."""
    place = Path(os.environ.get("LINLI_HOME") or CHECKOUT / ".linli").expanduser().absolute()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise HomeError(
            f"The folder {place} cannot be made: {problem.strerror}. "
            "Make room or give yourself the right to write there, or name another folder in LINLI_HOME."
        ) from problem
    return place


def digest(place: Path) -> str:
    """Tell this installation from another one of the same machine."""
    return hashlib.sha256(str(place.resolve()).encode()).hexdigest()[:12]


def cluster_place(name: str = "postgres") -> Path:
    """Return the folder of an embedded cluster: in the home, or under /var/lib for root."""
    if os.geteuid() == 0:
        return ROOT_PLACE / digest(home()) / name
    return home() / name


def socket_folder(name: str = "postgres") -> Path:
    """Return the folder of the cluster's socket; a deep home gets a short one under /tmp."""
    folder = cluster_place(name) / "socket"
    if len(os.fsencode(folder)) <= SOCKET_FOLDER_LIMIT:
        return folder
    return Path("/tmp") / f"linli-{os.geteuid()}-{digest(cluster_place(name))}"  # noqa: S108 - made 0700, owner checked


def cluster_url(role: str, password: str, database: str = DATABASE, *, name: str = "postgres") -> str:
    """Return the address of a database in an embedded cluster, which listens on a socket only."""
    host = quote(str(socket_folder(name)), safe="")
    return f"postgresql://{role}:{quote(password, safe='')}@/{database}?host={host}&port=5432"


def database_urls() -> DatabaseUrls:
    """Return the addresses named in the environment, else those of the embedded cluster."""
    app, owner = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", "")
    if bool(app) != bool(owner):
        raise HomeError(
            "DATABASE_URL and DATABASE_OWNER_URL belong together: the first is the application's role, "
            "which owns no table, the second the role that migrates. "
            "Set both, or neither to use the embedded PostgreSQL."
        )
    if app:
        return DatabaseUrls(app=app, owner=owner)
    ours = secrets()
    return DatabaseUrls(
        app=cluster_url(APPLICATION_ROLE, ours.app_password),
        owner=cluster_url(OWNER_ROLE, ours.owner_password),
    )


def has_external_database() -> bool:
    """Tell whether the environment names a PostgreSQL that is not ours to start or stop."""
    return bool(os.environ.get("DATABASE_URL"))


# --- secrets -------------------------------------------------------------------------------------------

_read: dict[Path, tuple[tuple[int, int, int], Secrets]] = {}


def secrets() -> Secrets:
    """Return this installation's secrets, made at first use; a changed file is noticed at once."""
    path = home() / "secrets.toml"
    if not path.exists():
        with locked("secrets"):
            if not path.exists():  # another process may have been quicker
                _write_secrets(path, _new_secrets())
    try:
        state = path.stat()
        stamp = (state.st_ino, state.st_mtime_ns, state.st_size)
        known = _read.get(path)
        if known is None or known[0] != stamp:
            known = _read[path] = (stamp, _parse(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise HomeError(
            f"The secrets in {path} cannot be read ({problem}). Put the file back from your backup: "
            "without it the encrypted fields of this installation stay closed."
        ) from problem
    return known[1]


def change_vault(change: Callable[[VaultSecrets], VaultSecrets]) -> None:
    """Write the vault's key ring as `change` makes it of the present one; a rotation calls this."""
    with locked("secrets"):
        now = secrets()
        _write_secrets(home() / "secrets.toml", replace(now, vault=change(now.vault)))


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock of the home folder, so that two commands started at once take turns."""
    descriptor = os.open(home() / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _new_key(algorithm: str) -> str:
    return chance.token_hex(16 if algorithm == "sm4-gcm" else 32)


def _new_secrets() -> Secrets:
    algorithm = os.environ.get("LINLI_VAULT_ALGORITHM", "sm4-gcm")
    if algorithm not in {"sm4-gcm", "aes-gcm"}:
        raise HomeError(f"LINLI_VAULT_ALGORITHM is {algorithm!r}; it can be sm4-gcm or aes-gcm.")
    return Secrets(
        secret_key=chance.token_urlsafe(50),
        owner_password=chance.token_hex(24),
        app_password=chance.token_hex(24),
        vault=VaultSecrets(
            active=1, algorithm=algorithm, keys={1: _new_key(algorithm)}, index_keys={1: chance.token_hex(32)}
        ),
        audit_key=chance.token_hex(32),
    )


def _parse(text: str) -> Secrets:
    raw: dict[str, Any] = tomllib.loads(text)
    vault = raw["vault"]
    return Secrets(
        secret_key=str(raw["secret_key"]),
        owner_password=str(raw["owner_password"]),
        app_password=str(raw["app_password"]),
        vault=VaultSecrets(
            active=int(vault["active"]),
            algorithm=str(vault["algorithm"]),
            keys={int(version): str(key) for version, key in vault["keys"].items()},
            index_keys={int(version): str(key) for version, key in vault["index_keys"].items()},
        ),
        audit_key=str(raw["audit_key"]),
    )


def _write_secrets(path: Path, ours: Secrets) -> None:
    lines = [
        "# The secrets of this Linli installation. Keep a copy apart from the database's backup:",
        "# whoever has both reads every encrypted field, and without this file nobody does.",
        f'secret_key = "{ours.secret_key}"',
        f'owner_password = "{ours.owner_password}"',
        f'app_password = "{ours.app_password}"',
        f'audit_key = "{ours.audit_key}"',
        "",
        "[vault]",
        f"active = {ours.vault['active']}",
        f'algorithm = "{ours.vault["algorithm"]}"',
        "",
        "[vault.keys]",
        *(f'{version} = "{key}"' for version, key in sorted(ours.vault["keys"].items())),
        "",
        "[vault.index_keys]",
        *(f'{version} = "{key}"' for version, key in sorted(ours.vault["index_keys"].items())),
        "",
    ]
    write_whole(path, "\n".join(lines))


def write_whole(path: Path, text: str) -> None:
    """Write a private file so that a reader, or a power cut, meets the old one or the new one, never half."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise HomeError(f"{path} cannot be written: {problem.strerror}. Free some space and try again.") from problem
