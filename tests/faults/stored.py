"""What a database holds, asked in a process of its own: `python -m tests.faults.stored …`."""

import json
import sys

import django

django.setup()

from boards.models import AuditEvent  # noqa: E402
from finance.models import LineReturn  # noqa: E402


def forecasts(*lines):
    """The different forecasts, in thousands, that the lines of the last training quarter hold."""
    held = LineReturn.objects.filter(
        line__in=lines, quarter__board__slug="training", quarter__period__year=2024,
        quarter__period__quarter=2,
    )  # fmt: skip
    return sorted({int(item.forecast / 1000) for item in held})


def events(figure):
    """How many events tell of a forecast of so many thousands."""
    return AuditEvent.objects.filter(
        kind="finance.forecast.recorded", after=f"{figure}000.00"
    ).count()


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps({"forecasts": forecasts, "events": events}[name](*arguments)))
