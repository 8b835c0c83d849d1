"""The service as a process that can be killed, on a database that outlives it."""

import json
import os
import secrets
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from tests.browser.server import PROJECT, environment, free_port, wait_for_health

DOMAIN = "demonstration.example"


@dataclass(frozen=True)
class Store:
    """A database with the demonstration: how the service on it starts, and who can sign in."""

    environment: dict
    passwords: dict

    def manage(self, *arguments):
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT, env=self.environment, check=True, capture_output=True,
        )  # fmt: skip

    def ask(self, question, *arguments):
        """The answer of tests.faults.stored, asked of the database and not of the service."""
        return json.loads(self._module("stored", question, *arguments))

    def join(self, people):
        """Let people in, as (email, role, kind of organisation), each with a password."""
        given = [(email, *rest, secrets.token_urlsafe(16)) for email, *rest in people]
        self._module("joining", json.dumps(given))
        self.passwords.update({email: password for email, _, _, password in given})

    def _module(self, name, *arguments):
        """What a module of this folder prints, run in a process of its own on the database."""
        done = subprocess.run(
            [sys.executable, "-m", f"tests.faults.{name}", *map(str, arguments)],
            cwd=PROJECT, env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout


@contextmanager
def empty_database(folder):
    """The address of a new database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/bcf.sqlite3"
        return
    given = connection.settings_dict
    server = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    name = f"faults_{os.getpid()}"
    _administer(server, sql.SQL("CREATE DATABASE {}"), name)
    try:
        yield f"postgres://{server}/{name}"
    finally:
        _administer(server, sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


def _administer(server, command, name):
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as administrator:
        administrator.execute(command.format(sql.Identifier(name)))


@contextmanager
def loaded_store(folder):
    """A Store with the demonstration loaded."""
    with empty_database(folder) as address:
        yield load(address, folder / "accounts.txt")


def load(address, accounts):
    """A Store on an empty database, with the demonstration loaded."""
    store = Store(environment(address), {})
    store.manage("migrate", "-v0")
    store.manage("load_demo", "--accounts", accounts)
    store.passwords.update(line.split() for line in accounts.read_text().splitlines())
    return store


@contextmanager
def running(store, log, *, ends=signal.SIGTERM, workers=1):
    """The address of the service while it runs, and its process; killed whole at the end."""
    port = free_port()
    command = [
        Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--log-level", "warning",
        "bcf_reporting.wsgi:application",
    ]  # fmt: skip
    with (
        log.open("a") as out,
        subprocess.Popen(
            command, cwd=PROJECT, env=store.environment, stdout=out, stderr=out,
            start_new_session=True,
        ) as process,
    ):  # fmt: skip
        try:
            wait_for_health(f"http://127.0.0.1:{port}/health/", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            kill(process, ends)
            process.wait(timeout=20)


def kill(process, how=signal.SIGKILL):
    """Ends the service with all its workers at once."""
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        return
