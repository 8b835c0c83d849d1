"""Reads everything that was answered for a quarter, and what is still to settle."""

from dataclasses import dataclass, replace

from django.urls import reverse

from finance import checks as finance_checks
from finance.queries import SpendReport, spend_report
from metrics.queries import MetricReport, metric_report
from reports.answers.cards import Part, compared
from reports.answers.commentary import commentary
from reports.answers.conditions import conditions
from reports.answers.cover import cover
from reports.answers.performance import performance
from reports.answers.spending import spending
from reports.commentary import checks as text_checks
from reports.commentary.sections import (
    Sources,
    WrittenSection,
    previous_quarter,
    sources,
    written_sections,
)
from reports.models import Paper
from schemes.queries import plan_progress


@dataclass(frozen=True)
class _Read:
    """One quarter as it was read."""

    metrics: MetricReport
    spending: SpendReport
    sections: tuple[WrittenSection, ...]
    sources: Sources


@dataclass(frozen=True)
class Answers:
    """Every answer of a quarter, what is still to settle, and which report it is compared with."""

    parts: tuple[Part, ...]
    problems: tuple
    compared_with: str


def answers(quarter):
    """The Answers of a quarter."""
    previous = previous_quarter(quarter)
    read = _read(quarter)
    before = _parts(previous, _read(previous)) if previous else ()
    return Answers(
        parts=compared(_parts(quarter, read), before),
        problems=tuple(_problems(quarter, read)),
        compared_with=previous.key.title if previous else "",
    )


def _read(quarter):
    metrics, spent = metric_report(quarter), spend_report(quarter)
    return _Read(
        metrics=metrics,
        spending=spent,
        sections=written_sections(quarter, None),
        sources=sources(quarter, metrics=metrics, spending=spent),
    )


def _parts(quarter, read):
    """The parts of the report in their order, each from a module of its own."""
    paper = Paper.objects.prefetch_related("items").filter(quarter=quarter).first()
    return (
        performance(quarter, read.metrics),
        spending(quarter, read.spending),
        conditions(plan_progress(quarter)),
        commentary(quarter, read.sections),
        cover(paper, quarter.meeting_on, read.sources.texts),
    )


def _problems(quarter, read):
    place = reverse("finance:spending", kwargs=quarter.address)
    for problem in finance_checks.problems(read.spending):
        yield problem if problem.href else replace(problem, href=place)
    yield from text_checks.problems(
        quarter, read.sections, read.metrics, read.spending, read.sources
    )
