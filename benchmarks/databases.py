"""Databases that live for one run: files under build/bench, or databases of a given cluster."""

import json
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from benchmarks.server import PROJECT

FOLDER = PROJECT / "build" / "bench"
SECRET_KEY = secrets.token_urlsafe(50)
OWN_SETTINGS = ("DATABASE_URL", "EMAIL_URL", "BEHIND_PROXY")


@contextmanager
def sqlite(name):
    """The address of an empty SQLite database."""
    path = FOLDER / f"{name}.sqlite3"
    _remove(path)
    try:
        yield f"sqlite:///{path}"
    finally:
        _remove(path)


def _remove(path):
    for file in (path, *(Path(f"{path}{end}") for end in ("-wal", "-shm"))):
        file.unlink(missing_ok=True)


@contextmanager
def postgresql(name):
    """The address of a database made for this run in the cluster that PGHOST and PGPORT name."""
    name = f"bcf_bench_{name}"
    _run(sql.SQL("CREATE DATABASE {}"), name)
    try:
        user, password, host, port = (os.environ[f"PG{what}"] for what in _WHERE)
        yield f"postgres://{user}:{password}@{host}:{port}/{name}"
    finally:
        _run(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


_WHERE = ("USER", "PASSWORD", "HOST", "PORT")
KINDS = {"SQLite": sqlite, "PostgreSQL": postgresql}


def _run(command, name):
    with psycopg.connect(dbname="postgres", autocommit=True) as connection:
        connection.execute(command.format(sql.Identifier(name)))


def environment(address):
    """What a process of the service is started with; nothing of the user's own settings."""
    own = {name: "" for name in OWN_SETTINGS} | {"BEHIND_PROXY": "False"}
    return (
        os.environ
        | own
        | {
            "DJANGO_SETTINGS_MODULE": "bcf_reporting.settings",
            "SECRET_KEY": SECRET_KEY,
            "HTTPS": "False",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": address,
        }
    )


def run(module, address, *arguments):
    """What `main` of a module that needs Django returns, run in a process of its own."""
    code = f"import django; django.setup(); from benchmarks import {module} as m; m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *(json.dumps(argument) for argument in arguments)],
        cwd=PROJECT, env=environment(address), check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
