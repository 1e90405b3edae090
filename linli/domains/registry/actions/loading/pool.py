"""Worker processes that read chunks, in order and never many chunks ahead."""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Thread
from typing import Any, Final, TypeVar

Orders = TypeVar("Orders")
Raw = TypeVar("Raw")
Done = TypeVar("Done")

PROCESSES: Final = max(1, int(os.environ.get("LINLI_LOAD_PROCESSES", str(min(os.cpu_count() or 1, 4)))))
AHEAD: Final = 3  # chunks in flight for each worker: the bound on memory


def in_order(
    work: Callable[[Orders, Raw], Done], orders: Orders, chunks: Iterable[Raw], *, processes: int = PROCESSES
) -> Iterator[Done]:
    """Do the work on every chunk and give the results in order; without processes, here and now.

    A worker that dies (killed, out of memory) ends the iteration with an error: the load is rolled back whole.
    """
    if processes == 0:
        for chunk in chunks:
            yield work(orders, chunk)
        return
    # spawn, not fork: a forked child would share the database connection and the locks of our threads
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_take_orders, initargs=(work, orders, os.getpid())
    ) as pool:
        waiting: deque[Future[Done]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work, chunk))
                if len(waiting) >= processes * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_told: dict[str, Any] = {}  # what this worker was told when it started


@contextmanager
def no_collector() -> Iterator[None]:
    """Stop looking for cycles meanwhile: among a million rows there are none, and looking costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take_orders(work: Callable[[Orders, Raw], Done], orders: Orders, parent: int) -> None:
    gc.disable()
    Thread(target=_follow, args=(parent,), daemon=True).start()
    _told.update(work=work, orders=orders)


def _work(chunk: Any) -> Any:
    return _told["work"](_told["orders"], chunk)


def _follow(parent: int) -> None:
    """End with the process that started us: killed, it cannot tell us, and we would wait for its work for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
