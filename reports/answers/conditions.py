from django.urls import reverse

from boards import formats
from boards.permissions import Permission
from reports.answers.cards import Answer, Card, Part


def conditions(quarter, sections):
    """A card for each heading of the plan: what is said of it and of its actions."""
    return Part("Conditions and actions", tuple(_card(quarter, section) for section in sections))


def _card(quarter, section):
    return Card(section.title, (*_section(quarter, section), *_actions(quarter, section)))


def _section(quarter, section):
    url = reverse("schemes:section", kwargs=quarter.address | {"section": section.code})
    if section.is_condition:
        yield _answer("Is the condition met?", section.answer_label, url, section)
    if section.falls_short:
        yield _answer("Why not", section.because, url, section)
        yield _answer("Met by", _day(section.by_when), url, section)
    yield _answer("Summary", section.summary, url, section)


def _answer(question, text, url, section):
    hidden = f"{question.lower()}: {section.called}"
    return Answer(question, text, url, hidden, Permission.EDIT_NARRATIVES)


def _day(day):
    return formats.date(day) if day else ""


def _actions(quarter, section):
    url = reverse("schemes:actions", kwargs=quarter.address | {"section": section.code})
    for action in section.actions:
        name = f"{action.reference} {action.title}"
        status = f"{action.status_label}. " if action.status else ""
        text = f"{status}{action.progress}"
        yield Answer(name, text, url, name, Permission.EDIT_NARRATIVES)
