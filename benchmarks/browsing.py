"""Asking the real server for pages, as browsers do."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Final
from urllib.parse import urljoin

from django.conf import settings

from linli.cli.serving import Address, web_server

OK: Final = 200
_DATABASE: Final = re.compile(r'db;dur=([\d.]+);desc="(\d+)"')
_LINKED: Final = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|woff2))"')
_IMPORTED: Final = re.compile(r"""(?:@import\s+|import\s*|from\s*)(?:url\()?["']([^"')]+\.(?:css|js))["']""")


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: what it cost, of that the database, and what was sent."""

    milliseconds: float
    database: float
    statements: int
    size: int  # bytes as sent
    text: str


@contextmanager
def served(port: int) -> Iterator[Address]:
    """Serve the way `linli serve` does, by two processes, telling how long answers take."""
    address = Address("127.0.0.1", port)
    environment = os.environ | {"LINLI_SERVER_TIMING": "1", "LINLI_DEMO": "1"}
    running = subprocess.Popen(list(web_server(address, 2, None).command), env=environment)  # noqa: S603 - our own
    try:
        _until_it_answers(address)
        yield address
    finally:
        running.terminate()
        running.wait(30)


def ask(address: Address, path: str, cookie: str) -> Answer:
    """Ask for one page over a connection of its own; raises RuntimeError for anything but the page."""
    connection = HTTPConnection(address.host, address.port, timeout=60)
    began = time.perf_counter()
    answer = _send(connection, address, path, cookie)
    body = answer.read()
    taken = (time.perf_counter() - began) * 1000
    connection.close()
    if answer.status != OK:
        raise RuntimeError(f"{path} answered {answer.status} {answer.getheader('Location')}")
    said = _DATABASE.search(answer.getheader("Server-Timing") or "")
    plain = gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    return Answer(
        taken,
        float(said[1]) if said else 0.0,
        int(said[2]) if said else 0,
        len(body),
        plain.decode("utf-8", "replace"),
    )


def weight(address: Address, path: str, cookie: str) -> int:
    """Add up the bytes of a page and of everything it loads at once, as sent."""
    page = ask(address, path, cookie)
    size, waiting, seen = page.size, list(_LINKED.findall(page.text)), set[str]()
    while waiting:
        link = waiting.pop()
        if link in seen:
            continue
        seen.add(link)
        found = ask(address, link, cookie)
        size += found.size
        if link.endswith((".css", ".js")):
            waiting += [urljoin(link, name) for name in _IMPORTED.findall(found.text)]
    return size


def _send(connection: HTTPConnection, address: Address, path: str, cookie: str) -> HTTPResponse:
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "Accept-Encoding": "gzip",
        "Host": f"localhost:{address.port}",
    }
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _until_it_answers(address: Address) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            ask(address, "/healthz", "")
        except (OSError, RuntimeError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The server did not answer within a minute.")
