"""Keeping what a paper prints of a plan's money."""

from django.db import transaction

from boards import audit, formats
from boards.models import Board
from finance.models import PrintedFigure


@transaction.atomic
def record_printed(*, board, year, figures, by, at):
    """Keep amounts of a year as printed, each a dict of the fields of a PrintedFigure."""
    board = Board.objects.lock(board.pk)
    made = [PrintedFigure(board=board, year=year, **figure) for figure in figures]
    PrintedFigure.objects.bulk_create(made)
    told = audit.Change(
        "plan.amounts.printed", formats.financial_year(year), after="\n".join(map(str, made))
    )
    audit.record_for_board(told, board=board, by=by, at=at)
