from itertools import groupby

from boards import formats
from reports.answers.cards import Answer, Card, Part
from reports.figures import fill

HEAD = (
    ("Report number", "report_number"), ("Title", "title"), ("Part", "part"),
    ("Decision maker", "decision_maker"), ("Decision type", "decision_type"),
    ("Contact officer", "contact_officer"), ("Chief officers", "chief_officers"),
    ("Ward", "ward"), ("Sections that do not apply", "non_applicable"),
    ("Background documents", "background_documents"),
)  # fmt: skip


def cover(paper, meeting_on, texts):
    """The cover sheet with its figures filled in; `paper` is None where none was begun."""
    if paper is None:
        return Part("Cover sheet", (Card("Cover sheet", (), "The cover sheet is not begun."),))
    head = [Answer(name, getattr(paper, field)) for name, field in HEAD]
    head.insert(1, Answer("Meeting of the Board", formats.date(meeting_on)))
    groups = groupby(paper.items.all(), key=lambda item: item.heading)
    asked = [
        Card(heading, tuple(Answer(item.label, fill(item.value, texts)) for item in items))
        for heading, items in groups
    ]
    return Part("Cover sheet", (Card("Cover sheet", tuple(head)), *asked))
