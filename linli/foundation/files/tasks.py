"""The nightly sweep of the storage."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from linli.foundation.files.sweeping import sweep

log = structlog.get_logger(__name__)


@app.periodic(cron="11 4 * * *")
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep_storage(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Remove the bytes that no row has pointed at for a day."""
    swept = sweep()
    log.info("files_swept", seen=swept.seen, removed=swept.removed)
