"""What the plan still needs, in words for those who report on it."""

from django.urls import reverse

from boards import formats
from boards.problems import Problem

PLAN, RISKS = "Conditions and actions", "Risks"


def problems(sections, risks, address=None):
    """What is open in the sections of plan_progress and in the RiskReport: a list of Problems.

    With the `address` of the quarter each about a section leads to the page where it is mended.
    """
    return [*_of_sections(sections, address), *_of_risks(risks)]


def _of_sections(sections, address):
    for section in sections:
        if not section.is_stated:
            yield Problem(PLAN, _statement(section), _place("schemes:section", section, address))
        waiting = [action.reference for action in section.actions if not action.is_complete]
        if waiting:
            words = f"Report on {formats.listed(waiting)}: give a status and say how far it is."
            yield Problem(PLAN, words, _place("schemes:actions", section, address))


def _place(page, section, address):
    return reverse(page, kwargs=address | {"section": section.code}) if address else ""


def _statement(section):
    if not section.answer:
        return f"Select whether {section.called} is met."
    return f"Say why {section.called} is not met, and by when it will be."


def _of_risks(risks):
    waiting = [row.reference for row in risks.open_rows if not row.is_reviewed]
    if waiting:
        yield Problem(RISKS, f"Check {formats.listed(waiting)}: is the rating still right?")
