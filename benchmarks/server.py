"""A server of its own for each application, and a visitor who asks one thing after another."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


class Visitor:
    """One client on one connection that stays open."""

    def __init__(self, port):
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path, session=""):
        """Asks for a page and reads the whole answer, which has to be a good one."""
        headers = {"Cookie": f"session={session}"} if session else {}
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return content

    def close(self):
        self._connection.close()


@contextmanager
def serving(application, environment, log):
    """A Visitor of the application while it runs; each is served with the same flags."""
    port = _free_port()
    command = [
        Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--log-level", "error", application,
    ]  # fmt: skip
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out) as process,
    ):
        visitor = Visitor(port)
        try:
            _wait_for(port, process)
            yield visitor
        finally:
            visitor.close()
            process.terminate()
            process.wait(timeout=20)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, process):
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not start.")
