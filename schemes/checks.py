"""What the plan still needs, in words for those who report on it."""

from boards import formats
from boards.problems import Problem

PLAN, RISKS = "Conditions and actions", "Risks"


def problems(sections, risks):
    """What is open in the sections of plan_progress and in the RiskReport: a list of Problems."""
    return [*_of_sections(sections), *_of_risks(risks)]


def _of_sections(sections):
    for section in sections:
        if not section.is_stated:
            yield Problem(PLAN, _statement(section))
        waiting = [action.reference for action in section.actions if not action.is_complete]
        if waiting:
            yield Problem(PLAN, f"Complete the progress of {formats.listed(waiting)}.")


def _statement(section):
    if not section.answer:
        return f"Answer whether {section.called} is met."
    return f"Say why {section.called} is not met, and by when it will be."


def _of_risks(risks):
    waiting = [row.reference for row in risks.open_rows if not row.is_reviewed]
    if waiting:
        yield Problem(RISKS, f"Check {formats.listed(waiting)}: is the rating still right?")
