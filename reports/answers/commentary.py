from django.urls import reverse

from boards import formats
from boards.permissions import Permission
from reports.answers.cards import Answer, Card, Part

NO_PAPER = "There are no sections to write until the cover sheet of the board paper is begun."


def commentary(quarter, sections):
    """One card with every section of the commentary, how far it is and how it begins."""
    answers = tuple(_answer(quarter, section) for section in sections)
    return Part("Commentary", (Card("Sections", answers, NO_PAPER),))


def _answer(quarter, section):
    url = reverse("reports:commentary", kwargs=quarter.address | {"section": section.code})
    words = formats.counted(section.words, "word")
    text = f"{section.status.label}, {words}. {section.body}" if section.body.strip() else ""
    needs = Permission.EDIT_NARRATIVES
    return Answer(section.heading, text, url, section.heading, needs, compared=section.body)
