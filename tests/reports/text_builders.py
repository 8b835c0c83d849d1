"""Papers with their sections, written as the commissioner writes them."""

from boards.edits import Edit, stamp
from finance.income import income
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.actions import record_section
from reports.commentary.facts import report_facts
from reports.figures import figures
from reports.models import Paper, PaperSection
from tests.builders import NOON, make_user

COVER = ("part", "decision_maker", "decision_type", "title", "contact_officer", "ward")


def make_sections(quarter, *codes):
    """A begun paper with empty sections, by their codes."""
    values = dict.fromkeys(COVER, "As agreed") | {"chief_officers": "Director of Adult Social Care"}
    paper, _ = Paper.objects.get_or_create(quarter=quarter, defaults=values)
    for order, code in enumerate(codes or ("recommendations",), 1):
        heading = code.replace("-", " ").capitalize()
        PaperSection.objects.create(paper=paper, order=order, code=code, heading=heading)
    return paper


def write(quarter, code="recommendations", *, by=None, **values):
    """Set fields of a section over whatever is held."""
    held = PaperSection.objects.get(paper__quarter=quarter, code=code)
    edits = [Edit(code, name, stamp(getattr(held, name)), new) for name, new in values.items()]
    by = by or make_user(quarter.board)
    return record_section(quarter=quarter, section=code, edits=edits, by=by, at=NOON)


def facts_of(quarter):
    """What the numbers of a quarter's texts are held against."""
    reports = metric_report(quarter), spend_report(quarter), income(quarter)
    return report_facts(figures(quarter, *reports), *reports)
