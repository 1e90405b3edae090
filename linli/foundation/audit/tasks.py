"""The sealer at work, every few seconds."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from linli.foundation.audit.sealing import seal

_QUEUE = "audit"


@app.periodic(cron="* * * * * */5")  # the sixth field is seconds
@app.task(name="audit.seal", queue=_QUEUE, queueing_lock="audit.seal")
def seal_what_is_written(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Seal the rows of finished transactions."""
    seal()


@app.periodic(cron="*/10 * * * *")
@app.task(name="audit.clear", queue=_QUEUE, queueing_lock="audit.clear", pass_context=True)
async def forget_done_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Clear the sealer's finished jobs away: seventeen thousand a day would bury everybody else's."""
    await context.app.job_manager.delete_old_jobs(nb_hours=1, queue=_QUEUE)
