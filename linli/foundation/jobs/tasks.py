"""Jobs whose worker died are put back; finished ones are cleared away."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

KEEP_HOURS = 24 * 30


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Put back every job that was being done by a worker which no longer answers."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.clear", queueing_lock="jobs.clear", pass_context=True)
async def clear(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Forget jobs that ended well a month ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
