"""The worker processes of a load."""

import subprocess
import sys

ORPHAN = """
import time
from linli.domains.registry.actions.loading import pool
pool._take_orders(len, None, 1 << 30)  # whoever started us is gone already
time.sleep(60)
"""


def test_a_worker_ends_although_its_parent_died_before_it_began():
    assert subprocess.run([sys.executable, "-c", ORPHAN], timeout=30, check=False).returncode == 1


def test_work_comes_back_in_order():
    from linli.domains.registry.actions.loading.pool import in_order

    assert list(in_order(pow, 2, range(20), processes=2)) == [2**n for n in range(20)]
    assert list(in_order(pow, 2, range(20), processes=0)) == [2**n for n in range(20)]
