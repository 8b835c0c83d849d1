"""What is measured without a server: files and tables of the demonstration."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from benchmarks import files, tables
from boards.models import BoardQuarter
from finance.queries import spend_report

QUARTER = {"board__slug": "bromley", "period__year": 2023, "period__quarter": 3}


def main():
    """Prints the cases as JSON."""
    quarter = _quarter()
    report = spend_report(quarter)
    cases = [*tables.cases(report, quarter.year), *files.cases(quarter)]
    print(json.dumps([asdict(case) for case in cases]))


def _quarter():
    call_command("migrate", verbosity=0)
    with TemporaryDirectory() as folder:
        call_command("load_demo", accounts=Path(folder) / "accounts.txt", verbosity=0)
    return BoardQuarter.objects.select_related("board", "period").get(**QUARTER)
