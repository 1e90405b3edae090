"""Two workers at the same minute, and a worker that is killed: told once, in real transactions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from linli.domains.engagement.actions.delivering import LEFT_BEHIND, deliver
from linli.domains.engagement.actions.publishing import publish_bulletin, publish_due
from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.tasks import watch_the_clock
from linli.domains.engagement.tests.conftest import bulletin, deliveries, messages_to
from linli.domains.registry.tests.world import make_person
from linli.foundation.accounts.tests.test_at_once import at_once
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

PEOPLE = 30
# a worker whose gateway writes each number into a file, and stops answering in the middle
WORKER = """
import sys, time, django
django.setup()
from django.conf import settings
from linli.domains.engagement.actions.delivering import deliver
from linli.domains.engagement.models.delivery import News
class Gateway:
    def send(self, letter):
        with open(sys.argv[2], "a") as log:
            log.write(letter.address + "\\n")
        if sum(1 for _ in open(sys.argv[2])) == 10:
            print("in the middle", flush=True)
            time.sleep(60)
        return "x"
if __name__ == "__main__":
    settings.LINLI_CHANNELS = {**settings.LINLI_CHANNELS, "sms": "__main__.Gateway"}
    deliver(int(sys.argv[1]), News.PUBLISHED)
"""


def scheduled_and_due(actor: Any, text: Callable[..., Any], **given: Any) -> int:
    number = write_bulletin(actor, text(publish_at=timezone.now() + timedelta(hours=1), **given))
    publish_bulletin(actor, number, version=1)
    with wall(Scope.EVERYTHING):
        Bulletin.objects.everywhere(because="test").update(publish_at=timezone.now() - timedelta(minutes=1))
    return number


def test_two_workers_at_its_time_publish_it_once_and_tell_once(
    committed_db: None, cast: Any, world: Any, text: Any, texts: Any
) -> None:
    number = scheduled_and_due(cast.worker, text, by_sms=True)
    counts: list[int] = []
    assert at_once(6, lambda: counts.append(publish_due())) == ["done"] * 6
    assert sum(counts) == 1
    assert at_once(4, lambda: deliver(number, News.PUBLISHED)) == ["done"] * 4
    assert len(messages_to(world.reader.account_id)) == 1
    assert sorted(letter.address for letter in texts) == ["13800138000", "13900139001"]


@pytest.fixture
def number(committed_db: None, cast: Any, world: Any, text: Any) -> int:
    """A published bulletin for a building full of telephones, nobody told yet."""
    for at in range(PEOPLE):
        make_person(world.first, f"甲{chr(0x4E00 + at)}", telephone=f"137001370{at:02d}")
    number = write_bulletin(cast.worker, text(by_sms=True))
    publish_bulletin(cast.worker, number, version=1)
    return number


@pytest.mark.crash
def test_a_killed_worker_leaves_one_uncertain_and_nobody_gets_it_twice(number: int, texts: Any, tmp_path: Path) -> None:
    script, log = tmp_path / "worker.py", tmp_path / "sent"
    script.write_text(WORKER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(number), str(log)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    stdout = process.stdout
    assert stdout is not None
    assert stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    deliver(number, News.PUBLISHED)  # the queue puts the job back
    sent = [*log.read_text().split(), *(letter.address for letter in texts)]
    assert len(sent) == len(set(sent)) == PEOPLE + 2
    (leaving,) = deliveries(number, state=DeliveryState.LEAVING)
    with wall(Scope.EVERYTHING):
        BulletinDelivery.objects.everywhere(because="test").filter(pk=leaving.pk).update(
            moved_at=timezone.now() - LEFT_BEHIND - timedelta(seconds=1)
        )
    watch_the_clock(0)  # the queue has long done with this job: it is the clock that settles it
    assert [row.pk for row in deliveries(number, state=DeliveryState.UNCERTAIN)] == [leaving.pk]
    assert len(deliveries(number, way=Way.SMS)) == PEOPLE + 2
    assert bulletin(number).people_living == PEOPLE + 2
