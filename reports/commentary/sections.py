"""Reads about the sections of the commentary, this quarter's and the last one's."""

import re
from dataclasses import dataclass

from boards.kept import kept
from finance.income import income
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.commentary.facts import report_facts
from reports.commentary.known import Facts
from reports.figures import Figure, named_figures
from reports.models import PaperSection
from reports.tasks.task import Status

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class WrittenSection:
    """A section as it is held, with what the quarter before said under the same code."""

    number: int
    code: str
    heading: str
    body: str
    is_complete: bool
    last_time: str = ""

    @property
    def status(self):
        if self.is_complete:
            return Status.COMPLETED
        return Status.IN_PROGRESS if self.body.strip() else Status.NOT_STARTED

    @property
    def words(self):
        return len(_WORD.findall(self.body))

    @property
    def is_same_as_last_time(self):
        return bool(self.body.strip()) and self.body.split() == self.last_time.split()


def previous_quarter(quarter):
    """The board's last quarter before this one, or None."""
    return next(iter(quarter.earlier), None)


@kept
def written_sections(quarter, previous=None):
    """The sections of the quarter's paper, a tuple of WrittenSection in the order of printing."""
    quarters = [item.pk for item in (quarter, previous) if item]
    held = PaperSection.objects.filter(paper__quarter__in=quarters).values_list(
        "paper__quarter", "code", "heading", "body", "is_complete"
    )
    rows = list(held.order_by("order"))
    last_time = {code: body for pk, code, _, body, _ in rows if pk != quarter.pk}
    own = [row for row in rows if row[0] == quarter.pk]
    return tuple(
        WrittenSection(number, code, heading, body, is_complete, last_time.get(code, ""))
        for number, (_, code, heading, body, is_complete) in enumerate(own, 1)
    )


@dataclass(frozen=True)
class Sources:
    """What a text of the report can cite, and what its numbers are held against."""

    figures: tuple[Figure, ...]
    facts: Facts

    @property
    def texts(self):
        return {item.reference: item.text for item in self.figures}


def sources(quarter, *, metrics=None, spending=None):
    """The Sources of a quarter; reports read already are taken as they are."""
    metrics, spending = metrics or metric_report(quarter), spending or spend_report(quarter)
    streams = income(quarter)
    named = named_figures(quarter, metrics, spending, streams)
    texts = {item.reference: item.text for item in named}
    return Sources(named, report_facts(texts, metrics, spending, streams))
