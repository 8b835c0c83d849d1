"""The service as a visitor meets it: a process of its own on a copy of the demonstration."""

import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parents[2]
DOMAIN = "demonstration.example"
SECONDS_TO_START = 30


@dataclass(frozen=True)
class Site:
    """A running service: where it is, what it stores, and who can sign in."""

    url: str
    database: Path
    accounts: Path

    def password(self, email):
        words = dict(line.split() for line in self.accounts.read_text().splitlines())
        return words[email]

    def stored(self, query, *values):
        """The one value that a query finds in the database of the service."""
        with closing(sqlite3.connect(self.database)) as connection:
            (row,) = connection.execute(query, values).fetchall()
        return row[0] if len(row) == 1 else row


def environment(address):
    """What the service is started with: as in `make run`, on the database at `address`."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bcf_reporting.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "HTTPS": "False",
        "DATABASE_URL": address,
    }


def manage(database, *arguments):
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT, env=environment(f"sqlite:///{database}"), check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def serving(database, log):
    """The address of the service while it runs on `database`."""
    port = free_port()
    command = [
        Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--log-level", "warning",
        "bcf_reporting.wsgi:application",
    ]  # fmt: skip
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=PROJECT, env=environment(f"sqlite:///{database}"), stdout=out, stderr=out
        ) as process,
    ):
        try:
            wait_for_health(f"http://127.0.0.1:{port}/health/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_health(address, process):
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310
                answer.read()
            return
        except (URLError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError("The service did not start.")
