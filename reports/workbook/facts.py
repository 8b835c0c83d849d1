"""What a workbook says about the report it is made from, besides its figures."""

from dataclasses import dataclass
from datetime import date

from boards import formats
from boards.models import Capacity
from reports.versions.rows import signature_in_words


@dataclass(frozen=True)
class WorkbookFacts:
    board: str
    authority: str
    period: str
    months: str
    year: str
    meeting_on: date | None
    is_draft: bool
    is_demonstration: bool
    edition: str = ""
    # Who leads the lines, where it is a workbook of some lines only.
    led_by: str = ""
    # In what capacities the version was signed, and when; of a draft none is told.
    signed_by: tuple[str, ...] = ()

    @property
    def to_date(self):
        """The months from April to the end of the quarter: “April to December 2023”."""
        start, (last_month, year) = self.year[:4], self.months.split()[-2:]
        begins = "April" if year == start else f"April {start}"
        return f"{begins} to {last_month} {year}"


def facts_now(quarter) -> WorkbookFacts:
    """The facts of a BoardQuarter whose workbook is made of what stands now."""
    return WorkbookFacts(
        board=quarter.board.name,
        authority=quarter.board.authority,
        period=quarter.key.title,
        months=quarter.key.months,
        year=formats.financial_year(quarter.key.year),
        meeting_on=quarter.meeting_on,
        is_draft=True,
        is_demonstration=quarter.board.is_demonstration,
    )


def facts_of(paper, snapshot) -> WorkbookFacts:
    """The facts of a BoardPaper, that of a Snapshot, whose workbook goes with it."""
    return WorkbookFacts(
        board=paper.board,
        authority=paper.authority,
        period=paper.period,
        months=paper.months,
        year=formats.financial_year(paper.year),
        meeting_on=paper.cover.meeting_on,
        is_draft=paper.is_draft,
        is_demonstration=paper.is_demonstration,
        edition=paper.edition,
        signed_by=() if paper.is_draft else _signed_by(snapshot),
    )


def _signed_by(snapshot):
    """Only the signatures of the report: those of the national return may still come."""
    made = snapshot.signatures.exclude(paper=Capacity.Paper.NATIONAL_RETURN)
    return tuple(map(signature_in_words, made))
