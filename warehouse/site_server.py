"""A server of files for this machine alone. Only `policydw serve` waits for its libraries."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from warehouse.errors import WarehouseError

LOOPBACK = "127.0.0.1"


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of one folder, asked for anew each time, since the next publication replaces them."""

    def end_headers(self) -> None:
        """Let no browser keep a page of a build that is no longer published."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal shows where the site is."""


def listening(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on the loopback address. Raises WarehouseError where the port is taken."""
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(QuietHandler, directory=str(folder)))
    except OSError as error:
        raise WarehouseError(
            f"Port {port} of {LOOPBACK} cannot be used: {error}. Leave out --port to take a free one."
        ) from error
