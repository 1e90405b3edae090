"""A house that really runs: ``linli demo`` on its own port, with its own database, in a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
PEOPLE = 1500
STARTS_WITHIN = 240  # seconds; a bound for a broken start, not a figure

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
SCREENS = {"phone": PHONE, "desk": DESK}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one worker: they share one running house."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@dataclass(frozen=True)
class House:
    """A running Linli."""

    address: str
    home: Path
    process: subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start ``linli demo`` as a newcomer would, and stop it as a newcomer would: with Ctrl-C."""
    home, port = tmp_path_factory.mktemp("house"), free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "LINLI_", "PYTEST_"))}
    environment |= {"LINLI_HOME": str(home), "LINLI_PORT": str(port), "LINLI_DEMO_PEOPLE": str(PEOPLE)}
    log = (home / "demo.log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "linli.cli", "demo"], env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process, home / "demo.log")
        yield House(address, home, process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def wait_for(address: str, process: subprocess.Popen[str], log: Path) -> None:
    import time

    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"linli demo did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = shutil.which("chromium")
        started = playwright.chromium.launch(
            executable_path=own, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    """Open a page of the house: ``visit("/people/", as_role="committee_worker", screen="phone", language="en")``."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "/", *, as_role: str = "", screen: str = "desk", language: str = "zh-hans", scripts: bool = True,
        context: BrowserContext | None = None, **options: object,
    ) -> Page:  # fmt: skip
        if context is None:
            context = browser.new_context(
                base_url=house.address, java_script_enabled=scripts, **SCREENS[screen], **options
            )
            context.set_default_timeout(15_000)
            context.add_cookies([{"name": "linli_language", "value": language, "url": house.address}])
            contexts.append(context)
        page = context.new_page()
        if as_role:
            sign_in(page, as_role)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, role: str) -> None:
    """Take the card of a role on the demo's sign-in page."""
    page.goto("/sign-in/")
    page.locator(f'[data-role="{role}"] button').first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def take_picture(page: Page, name: str) -> None:
    """Keep a picture for the documents."""
    if os.environ.get("LINLI_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
