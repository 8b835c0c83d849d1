"""What a workbook says about the report it is made from, besides its figures."""

from dataclasses import dataclass
from datetime import date

from boards import formats


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


def workbook_facts(quarter) -> WorkbookFacts:
    """The facts of a BoardQuarter as its workbooks take them."""
    return WorkbookFacts(
        board=quarter.board.name,
        authority=quarter.board.authority,
        period=quarter.key.title,
        months=quarter.key.months,
        year=formats.financial_year(quarter.key.year),
        meeting_on=quarter.meeting_on,
        is_draft=not quarter.is_signed,
        is_demonstration=quarter.board.is_demonstration,
    )
