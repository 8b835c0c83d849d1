from django.urls import reverse

from boards.permissions import Permission
from metrics import findings
from reports.answers.cards import Answer, Card, Part


def performance(quarter, report):
    """A card for each measure: its figure, and what is said of it."""
    return Part("Performance", tuple(_card(quarter, row) for row in report.rows))


def _card(quarter, row):
    url = reverse("metrics:metric", kwargs=quarter.address | {"code": row.code})
    return Card(row.name, tuple(_answer(row, url, *given) for given in _given(row)))


def _answer(row, url, question, text, field):
    hidden = f"{question.lower()} for {row.name}"
    return Answer(question, text, f"{url}#id_{field}", hidden, Permission.EDIT_METRICS)


def _given(row):
    yield "Actual", _actual(row), "state"
    if row.has_figure:
        yield "Months covered", findings.months_text(row), "first_month"
        yield "Target to date", findings.target_text(row), "different_target"
        yield "Source", row.source, "source"
    yield "Comment", row.comment, "comment"
    if row.mitigation or row.status == findings.Status.NOT_ON_TARGET:
        yield "What is being done", row.mitigation, "mitigation"


def _actual(row):
    if row.status == findings.Status.NOT_ENTERED:
        return ""
    if row.has_figure:
        return f"{findings.actual_text(row)} ({row.status.label.lower()})"
    return f"{row.status.label}. {row.finding}".strip()
