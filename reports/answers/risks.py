from django.urls import reverse

from boards.permissions import Permission
from reports.answers.cards import Answer, Card, Part


def risks(quarter, register):
    """One card with every open risk: its score and how that moved."""
    answers = tuple(_answer(quarter, row) for row in register.open_rows)
    return Part("Risks", (Card("Risk register", answers, "No risk is open."),))


def _answer(quarter, row):
    url = reverse("schemes:risk", kwargs=quarter.address | {"risk": row.reference})
    name = f"{row.reference} {row.description}"
    text = f"Score {row.score}. {row.movement}." if row.is_reviewed else ""
    needs = Permission.EDIT_NARRATIVES
    return Answer(name, text, url, row.reference, needs, compared=str(row.score or ""))
