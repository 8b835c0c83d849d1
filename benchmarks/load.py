"""Fills an empty database with boards, signs their people in, and counts the queries of pages."""

import json
import sys

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.generator import generate
from benchmarks.pages import PAGES
from benchmarks.signed import sign_the_quarter_before
from boards.models import BoardQuarter, User


def main():
    """Prints a description of each board that is measured, as JSON."""
    lines, quarters, measured = (json.loads(argument) for argument in sys.argv[1:])
    call_command("migrate", verbosity=0)
    boards = generate(lines, quarters)
    for board in boards[:measured]:
        sign_the_quarter_before(board)
    if connection.vendor == "postgresql":
        # The server does this by itself within a minute; nothing has to wait for it.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(json.dumps([_described(*pair) for pair in zip(boards[:measured], lines, strict=False)]))


def _described(board, lines):
    quarter = BoardQuarter.objects.filter(board=board).first()
    address = f"/{board.slug}/{quarter.key}/"
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email=f"{board.slug}@council.example"))
    return {
        "lines": lines,
        "quarter": address,
        "session": client.cookies["session"].value,
        "queries": {
            page.name: _queries(client, page.path.format(quarter=address)) for page in PAGES
        },
    }


def _queries(client, path):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    return len(queries)
