"""Reads everything that was answered for a quarter, and what is still to settle."""

from dataclasses import dataclass

from reports.answers.cards import Part, compared
from reports.answers.commentary import commentary
from reports.answers.conditions import conditions
from reports.answers.cover import cover
from reports.answers.performance import performance
from reports.answers.risks import risks
from reports.answers.spending import spending
from reports.commentary import checks as text_checks
from reports.commentary.sections import Sources, previous_quarter, sources
from reports.models import Paper
from reports.whole import Report, open_problems, read_report


@dataclass(frozen=True)
class Answers:
    """Every answer of a quarter, what is still to settle, and which report it is compared with."""

    parts: tuple[Part, ...]
    problems: tuple
    compared_with: str


def answers(quarter):
    """The Answers of a quarter."""
    previous = previous_quarter(quarter)
    report, cited = _read(quarter)
    before = _parts(previous, *_read(previous)) if previous else ()
    return Answers(
        parts=compared(_parts(quarter, report, cited), before),
        problems=tuple(_problems(quarter, report, cited)),
        compared_with=previous.key.title if previous else "",
    )


def _read(quarter):
    report = read_report(quarter)
    return report, sources(quarter, metrics=report.metrics, spending=report.money)


def _parts(quarter, report: Report, cited: Sources):
    """The parts of the report in their order, each from a module of its own."""
    paper = Paper.objects.prefetch_related("items").filter(quarter=quarter).first()
    return (
        performance(quarter, report.metrics),
        spending(quarter, report.money),
        conditions(quarter, report.plan),
        *([risks(quarter, report.risks)] if quarter.board.keeps_risks else []),
        commentary(quarter, report.sections),
        cover(paper, quarter.meeting_on, cited.texts),
    )


def _problems(quarter, report, cited):
    yield from open_problems(quarter, report)
    yield from text_checks.problems(quarter, report.sections, report.metrics, report.money, cited)
