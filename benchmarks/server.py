"""A server of its own for each application; one visitor asks it, or several at once."""

import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
CLIENTS = 8


class Visitor:
    """One client on one connection that stays open."""

    def __init__(self, port):
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path, session=""):
        """Asks for a page and reads the whole answer, which has to be a good one."""
        headers = {"Cookie": f"session={session}"} if session else {}
        try:
            answer = self._ask(path, headers)
        except ConnectionError:
            # The server ends a connection that was idle while something else was measured.
            self._connection.close()
            answer = self._ask(path, headers)
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return content

    def _ask(self, path, headers):
        self._connection.request("GET", path, headers=headers)
        return self._connection.getresponse()

    def come_anew(self):
        """Leaves, and comes back on a new connection."""
        self._connection.close()
        self._connection.connect()

    def close(self):
        self._connection.close()


class Crowd:
    """Several clients at once, each on a connection of its own."""

    def __init__(self, port):
        self._clients = [Visitor(port) for _ in range(CLIENTS)]
        self._threads = ThreadPoolExecutor(CLIENTS)

    def get(self, path, session="", times=1):
        """Each client asks so often for the page; ends when all have their answers."""

        def ask(client):
            for _ in range(times):
                client.get(path, session)

        list(self._threads.map(ask, self._clients))

    def come_anew(self):
        """Every client comes back on a new connection, which some worker takes: luck says which."""
        for client in self._clients:
            client.come_anew()

    def close(self):
        self._threads.shutdown()
        for client in self._clients:
            client.close()


@dataclass(frozen=True)
class Site:
    """A running application, and who asks it."""

    visitor: Visitor
    crowd: Crowd


@contextmanager
def serving(application, environment, log):
    """A Site of the application while it runs; each is served with the flags of `make run`."""
    port = _free_port()
    command = [
        Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "2", "--log-level", "error", application,
    ]  # fmt: skip
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out) as process,
    ):
        site = Site(Visitor(port), Crowd(port))
        try:
            _wait_for(port, process)
            yield site
        finally:
            site.visitor.close()
            site.crowd.close()
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
