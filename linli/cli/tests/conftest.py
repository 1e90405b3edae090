"""An installation of its own for each test, with nothing of the suite's database in its environment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from linli.cli.postgres import Cluster
from linli.config.home import cluster_place, socket_folder


@pytest.fixture
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a home that nobody used yet; what was started or made there is gone afterwards."""
    place = tmp_path / "home"
    monkeypatch.setenv("LINLI_HOME", str(place))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "LINLI_HOSTS", "LINLI_HOST", "LINLI_PORT"):
        monkeypatch.delenv(name, raising=False)
    yield place
    with pytest.MonkeyPatch.context() as again:
        again.setenv("LINLI_HOME", str(place))
        Cluster().stop()
        shutil.rmtree(socket_folder(), ignore_errors=True)
        if cluster_place().parent != place:  # run by root: the data lie under /var/lib
            shutil.rmtree(cluster_place().parent, ignore_errors=True)


@pytest.fixture
def cluster(fresh_home: Path) -> Cluster:
    """Give a cluster that is not made yet, without the waiting for the disk."""
    return Cluster(fast=True)
