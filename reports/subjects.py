"""The parts of a report that people can comment on, by their keys of boards.subjects."""

from boards import subjects
from metrics.models import Metric
from reports.models import PaperSection
from schemes.models import PlanSection, Scheme


def titles(quarter):
    """What each part of the report is called, by its key and in the order of the report."""
    return {
        **dict(_metrics(quarter)),
        subjects.SPENDING: "Spending by scheme",
        **dict(_schemes(quarter)),
        **dict(_sections(quarter)),
        subjects.RISKS: "Risks",
        **dict(_texts(quarter)),
    }


def _metrics(quarter):
    for code, name in Metric.objects.in_year(quarter.year).values_list("code", "name"):
        yield subjects.metric(code), f"Measure: {name}"


def _schemes(quarter):
    found = Scheme.objects.filter(board=quarter.board_id, year=quarter.year).order_by("order")
    for reference, name in found.values_list("reference", "name"):
        yield subjects.scheme(reference), f"Scheme {reference}: {name}"


def _sections(quarter):
    found = PlanSection.objects.filter(board=quarter.board_id, year=quarter.year)
    for section in found.select_related("condition"):
        yield subjects.section(section.code), str(section)


def _texts(quarter):
    found = PaperSection.objects.filter(paper__quarter=quarter)
    for code, heading in found.values_list("code", "heading"):
        yield subjects.text(code), f"Commentary: {heading}"
