from procrastinate.contrib.django import app

from linli.foundation.audit import public as audit
from linli.foundation.audit import tasks


def test_the_sealer_runs_every_few_seconds():
    with app.open():
        due = [
            (task.task.name, task.cron)
            for task in app.periodic_registry.periodic_tasks.values()
            if task.task.name.startswith("audit.")
        ]
    assert sorted(due) == [("audit.clear", "*/10 * * * *"), ("audit.seal", "* * * * * */5")]


def test_the_sealing_job_seals(chain, worker):
    chain.write(worker, 3)
    chain.wait()
    tasks.seal_what_is_written(timestamp=0)
    assert audit.verify().rows == 3
