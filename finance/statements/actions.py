"""Writes about place statements: one is entered as a whole, and replaced as a whole."""

from dataclasses import asdict

from django.db import transaction

from boards import audit
from boards.edits import Edit, effective
from boards.models import Board, BoardQuarter
from boards.workflow import Part
from finance.models import Statement, StatementLine
from finance.statements.queries import value_of


@transaction.atomic
def record_statement(*, quarter, statement, shown, by, at):
    """Keep a PlaceStatement of the quarter's year; returns whether anything changed.

    `shown` is the stamp of the text of the one it replaces, empty where there was none. Raises
    ReportLocked, and Conflict when another one than that is held.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    # Statements belong to the year, which may have several drafts.
    Board.objects.lock(quarter.board_id)
    held = _held(quarter, statement.month)
    before = held and value_of(held).text
    edit = Edit(statement.month, "statement", shown, statement.text)
    if not effective([edit], stored=lambda edit: before):
        return False
    told = audit.Change("finance.statement.recorded", statement.at_month, before, statement.text)
    audit.record(told, quarter=quarter, by=by, at=at)
    _store(held or Statement(board=quarter.board, year=quarter.year), statement)
    return True


def _held(quarter, month):
    return Statement.objects.filter(board=quarter.board_id, year=quarter.year, month=month).first()


def _store(held, statement):
    held.month, held.title, held.source = statement.month, statement.title, statement.source
    held.save()
    held.lines.all().delete()
    rows = [(row, False) for row in statement.rows]
    if statement.printed:
        rows.append((statement.printed, True))
    StatementLine.objects.bulk_create(
        StatementLine(statement=held, order=order, is_total=is_total, **asdict(row))
        for order, (row, is_total) in enumerate(rows, 1)
    )
