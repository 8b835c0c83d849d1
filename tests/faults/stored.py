"""What a database holds, asked in a process of its own: `python -m tests.faults.stored …`."""

import json
import sys

import django

django.setup()

from boards.models import AuditEvent, Comment  # noqa: E402
from finance.models import ExpenditureLine, LineReturn  # noqa: E402
from metrics.models import Result  # noqa: E402
from reports.models import PaperSection  # noqa: E402
from schemes.models import ActionUpdate, ConditionStatement, RiskUpdate, SectionUpdate  # noqa: E402

BOARD, YEAR, QUARTER = "training", 2024, 2
PERIOD = "2024-25-q2"


def _of_quarter(model, path="quarter"):
    """The rows of the last training quarter."""
    return model.objects.filter(
        **{
            f"{path}__board__slug": BOARD,
            f"{path}__period__year": YEAR,
            f"{path}__period__quarter": QUARTER,
        }
    )


def forecasts(*lines):
    """The different forecasts, in thousands, that the lines hold."""
    held = _of_quarter(LineReturn).filter(line__in=lines)
    return sorted({int(item.forecast / 1000) for item in held})


def events(figure):
    """How many events of the open quarter tell of a forecast of so many thousands."""
    return AuditEvent.objects.filter(
        board=BOARD, period=PERIOD, kind="finance.forecast.recorded", after=f"{figure}000.00"
    ).count()


def lines():
    """The reference of each line by its id."""
    held = ExpenditureLine.objects.filter(scheme__board__slug=BOARD, scheme__year=YEAR)
    return dict(held.values_list("pk", "scheme__reference"))


def trail():
    """What was done to the quarter, in order: kind, subject, before and after of each event."""
    done = AuditEvent.objects.filter(board=BOARD, period=f"{YEAR}-25-q{QUARTER}")
    return list(done.values_list("kind", "subject", "before", "after"))


# Where the fields are that the trail names by kind and subject.
FIELDS = {
    "finance.spent.recorded": (LineReturn, "line__scheme__reference", "spent"),
    "finance.forecast.recorded": (LineReturn, "line__scheme__reference", "forecast"),
    "finance.explanation.recorded": (LineReturn, "line__scheme__reference", "explanation"),
    "metrics.actual.recorded": (Result, "metric__code", "actual"),
    "metrics.comment.recorded": (Result, "metric__code", "comment"),
    "schemes.condition.because.recorded": (ConditionStatement, "section__code", "because"),
    "schemes.section.summary.recorded": (SectionUpdate, "section__code", "summary"),
    "schemes.action.progress.recorded": (ActionUpdate, "action__reference", "progress"),
    "schemes.risk.comment.recorded": (RiskUpdate, "risk__reference", "comment"),
    "reports.section.recorded": (PaperSection, "code", "body"),
}


def held(kind, subject):
    """What a field that the trail tells of holds now."""
    model, path, field = FIELDS[kind]
    rows = _of_quarter(model, "paper__quarter" if model is PaperSection else "quarter")
    value = rows.values_list(field, flat=True).get(**{path: subject.split()[-1]})
    return value if isinstance(value, str) else f"{value:f}"


def all_held(named):
    """What each of the fields holds, given as pairs of kind and subject."""
    return [held(*field) for field in json.loads(named)]


def comments():
    return list(_of_quarter(Comment).values_list("text", flat=True))


QUESTIONS = (forecasts, events, lines, trail, all_held, comments)

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps({ask.__name__: ask for ask in QUESTIONS}[name](*arguments)))
