"""How long pages take: fifty people at work at once on the real server, and one resident on a slow phone."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from benchmarks.browsing import Answer, served, weight
from benchmarks.figures import Figure, figure
from benchmarks.staff import cookie_of, seats, work
from linli.cli.demo_city import see_to_it
from linli.cli.installation import collect_static
from linli.cli.messages import compile_messages
from linli.cli.serving import Address

BENCH: Final = "pages"
PORT: Final = 8790
SECONDS: Final = 90
WARM: Final = 15
AT_MOST: Final = 150  # ms, 95 of 100 answers
LATER_PAGE: Final = 30  # KB, compressed
STAFF_LOAD: Final = 150
RESIDENT_LOAD: Final = 100
KB: Final = 1024


def bench(people: int) -> Iterator[Figure]:
    """Build a city, serve it as an installation would, and let people work."""
    see_to_it(people)
    compile_messages()
    collect_static()
    desks = seats()
    with served(PORT) as address:
        work(address, desks, WARM)
        for kind, answers in sorted(work(address, desks, SECONDS).items()):
            yield from _of_pages(kind, answers)
        resident = cookie_of("resident")
        for who, path, cookie, most in (
            ("staff", desks[0].home, desks[0].cookie, STAFF_LOAD),
            ("a resident", "/home/", resident, RESIDENT_LOAD),
        ):
            size = weight(address, path, cookie) / KB
            yield figure(BENCH, f"first load of {who}, compressed", size, "KB", at_most=most)
        yield from _of_a_phone(address, resident)


def _of_pages(kind: str, answers: Sequence[Answer]) -> Iterator[Figure]:
    yield figure(
        BENCH,
        f"{kind}, p95 of {len(answers)}; peer: its time in the database",
        _p95([answer.milliseconds for answer in answers]),
        "ms",
        peer=_p95([answer.database for answer in answers]),
        at_most=AT_MOST,
    )
    size = max(answer.size for answer in answers) / KB
    yield figure(BENCH, f"{kind}, heaviest page, compressed", size, "KB", at_most=LATER_PAGE)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _of_a_phone(address: Address, cookie: str) -> Iterator[Figure]:
    """Open a resident's home in Chromium at a quarter of the speed over 1.6 Mbit/s, with an empty cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        seconds = [_opened(browser, address, cookie) for _ in range(5)]
        browser.close()
    name = "a resident's home usable, CPU at a quarter, 1.6 Mbit/s, empty cache"
    yield figure(BENCH, name, statistics.median(seconds), "s", at_most=3)


def _opened(browser: Browser, address: Address, cookie: str) -> float:
    """Give the seconds until a link of the page can be touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(address)}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    began = time.perf_counter()
    page.goto(f"{address}/home/", wait_until="load")
    page.locator("main a").first.click(trial=True)
    taken = time.perf_counter() - began
    context.close()
    return taken
