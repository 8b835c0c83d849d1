"""Acts on the quarter as a whole: for now the files that go out, each kept in the trail."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from boards import audit
from finance.queries import spend_report
from reports.board_paper.content import board_paper
from reports.board_paper.pdf import render_pdf
from reports.names import file_name
from reports.workbook.writer import expenditure_workbook


@dataclass(frozen=True)
class File:
    """A file made from the quarter's figures."""

    name: str
    content: bytes


def export_workbook(*, quarter, by, at):
    """Make the expenditure workbook and keep that `by` took it."""
    content = expenditure_workbook(quarter, spend_report(quarter))
    name = file_name(quarter, "expenditure", "xlsx")
    return _recorded("reports.workbook.exported", File(name, content), quarter, by, at)


def export_paper(*, quarter, by, at):
    """Make the board paper and keep that `by` took it; raises NoPaper and PaperNotMade."""
    content = render_pdf(board_paper(quarter))
    name = file_name(quarter, "board-paper", "pdf")
    return _recorded("reports.paper.exported", File(name, content), quarter, by, at)


@transaction.atomic
def _recorded(kind, made, quarter, by, at):
    digest = sha256(made.content).hexdigest()
    exported = audit.Change(kind, made.name, after=f"sha256:{digest}")
    audit.record(exported, quarter=quarter, by=by, at=at)
    return made
