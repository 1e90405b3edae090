"""The pytest plugin of the house: a real PostgreSQL before Django reads its settings.

Loaded with ``-p linli.cli.testing`` because the addresses must stand in the environment before the settings do.
"""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("LINLI_HOME", os.path.join(tempfile.gettempdir(), f"linli-test-home-{os.getuid()}"))  # noqa: PTH118
os.environ["LINLI_DEMO"] = "1"
os.environ.setdefault("LINLI_POOL", "8")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")


def database_name() -> str:
    """Name this process's own database: one for each worker, and for whoever says LINLI_TEST_DATABASE."""
    base = os.environ.get("LINLI_TEST_DATABASE", "linli_test")
    return f"{base}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def _use_test_cluster() -> None:
    from linli.cli.postgres import test_cluster  # noqa: PLC0415 - after LINLI_HOME is set

    cluster = test_cluster()
    os.environ["DATABASE_URL"] = cluster.url("linli_app", database_name())
    os.environ["DATABASE_OWNER_URL"] = cluster.url("linli_owner", database_name())
    os.environ["LINLI_TEST_MAINTENANCE_URL"] = cluster.url("linli_owner", "postgres")


os.makedirs(os.path.join(os.environ["LINLI_HOME"], "static"), exist_ok=True)  # noqa: PTH103, PTH118 - WhiteNoise warns else
_use_test_cluster()
