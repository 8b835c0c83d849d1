"""Copies of a report: what stands now, or a version exactly as it went to the signatories."""

from dataclasses import dataclass, replace
from datetime import date

import msgspec

from boards.canonical import digest, encode
from boards.kept import kept
from boards.permissions import Permission
from boards.workflow import Part
from finance.income import income_report
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.board_paper.content import BoardPaper, board_paper, outline_of, paper_outline
from reports.models import DatedFact, Paper, Snapshot

# What of a paper each part is; board, period and version belong to the whole alone.
FIELDS = {
    Part.PERFORMANCE: ("metrics",),
    Part.SPENDING: ("spending", "income", "fund"),
    Part.TEXT: (
        "cover", "sections", "appendix", "non_applicable", "background_documents", "risks",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Late:
    """Fields of the cover that nobody signs: they may be filled in after that."""

    report_number: str = ""
    meeting_on: date | None = None


def frozen(paper, number):
    """What is kept of a paper as a version: without what nobody signs, and never a draft."""
    cover = replace(paper.cover, **vars(Late()))
    return replace(paper, cover=cover, version=number, check_code="", is_draft=False)


def content_and_digests(paper):
    """The JSON of a frozen paper, the digest of the whole, and that of each Part."""
    parts = {part: digest({name: getattr(paper, name) for name in FIELDS[part]}) for part in Part}
    return encode(paper).decode(), digest(paper), parts


@kept
def part_digests(quarter):
    """The digest of each Part as the report stands now; raises NoPaper."""
    return content_and_digests(frozen(board_paper(quarter), None))[2]


def late_fields(quarter):
    numbers = Paper.objects.filter(quarter=quarter).values_list("report_number", flat=True)
    return Late(numbers.first() or "", quarter.meeting_on)


def late_of(snapshot):
    """The late fields of a version: those of its report, until it is published with them."""
    published = snapshot.facts.filter(kind=DatedFact.Kind.PUBLISHED).first()
    if published is None:
        return late_fields(snapshot.quarter)
    return msgspec.json.decode(published.late, type=Late)


def kept_paper(snapshot):
    """The BoardPaper of a version as it was kept."""
    return msgspec.json.decode(snapshot.content, type=BoardPaper)


def paper_of_version(snapshot, late):
    """The BoardPaper of a version as it is shown: with its late fields and its check code."""
    paper = kept_paper(snapshot)
    cover = replace(paper.cover, **vars(late))
    is_signed = snapshot.facts.filter(kind=DatedFact.Kind.SIGNED).exists()
    return replace(paper, cover=cover, check_code=snapshot.check_code, is_draft=not is_signed)


def version_to_read(quarter):
    """The number of the version that the person who asks may read; None is what stands now."""
    if not quarter.is_draft:
        return quarter.versions
    return None if Permission.VIEW_FIGURES in quarter.allowed.now else quarter.signed_version


def version(quarter, number):
    """The BoardPaper of a version of a quarter, as it is shown."""
    snapshot = Snapshot.objects.of(quarter, number)
    return paper_of_version(snapshot, late_of(snapshot))


def figures(quarter, number):
    """The MetricReport, SpendReport and IncomeReport of a version; None is what stands now."""
    if number is None:
        return metric_report(quarter), spend_report(quarter), income_report(quarter)
    paper = version(quarter, number)
    return paper.metrics, paper.spending, paper.income


def outline_to_read(quarter):
    """The PaperOutline of a quarter for the person who asks; raises NoPaper."""
    number = version_to_read(quarter)
    return paper_outline(quarter) if number is None else outline_of(version(quarter, number))
