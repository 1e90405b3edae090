"""A bucket of S3 on this machine: as much of the protocol as keeping, listing and deleting need."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

PAGE = 2  # small, so that listing has to go on


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    held: ClassVar[dict[str, datetime]]
    pages: ClassVar[list[tuple[str, str]]]

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        prefix, after = asked.get("prefix", ""), asked.get("marker", "")
        self.pages.append((prefix, after))
        keys = sorted(key for key in self.held if key.startswith(prefix) and key > after)
        page, more = keys[:PAGE], len(keys) > PAGE
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{self.held[key]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
            f"<ETag>x</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass></Contents>"
            for key in page
        )
        self._answer(
            200,
            '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>linli</Name>'
            f"<Prefix>{escape(prefix)}</Prefix>"
            f"<Marker>{escape(after)}</Marker><MaxKeys>{PAGE}</MaxKeys>"
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{rows}</ListBucketResult>",
        )

    def do_DELETE(self) -> None:
        self.held.pop(unquote(urlsplit(self.path).path).removeprefix("/linli/"), None)
        self._answer(204, "")

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "application/xml")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def bucket(held: dict[str, datetime]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Serve a bucket named linli; give its address and the pages that were asked for."""
    pages: list[tuple[str, str]] = []
    handler = type("Handler", (_Handler,), {"held": held, "pages": pages})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", pages
        finally:
            server.shutdown()
            thread.join()


def long_ago() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)
