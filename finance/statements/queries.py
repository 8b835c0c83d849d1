"""Reads about the place statements of a year."""

from boards.kept import kept
from finance.models import Statement
from finance.statements.values import COLUMNS, PlaceStatement, StatementRow


@kept
def statements(quarter):
    """The statements of the quarter's year, the last month first: a tuple of PlaceStatement."""
    held = Statement.objects.filter(board=quarter.board_id, year=quarter.year)
    return tuple(map(value_of, held.order_by("-month").prefetch_related("lines")))


def statement_of(quarter, month):
    """The PlaceStatement of a month of the quarter's year, or None."""
    return next((item for item in statements(quarter) if item.month == month), None)


def value_of(held):
    """A Statement with its lines as a PlaceStatement."""
    lines = [(line.is_total, _row(line)) for line in held.lines.all()]
    return PlaceStatement(
        year=held.year,
        month=held.month,
        title=held.title,
        source=held.source,
        rows=tuple(row for is_total, row in lines if not is_total),
        printed=next((row for is_total, row in lines if is_total), None),
    )


def _row(line):
    return StatementRow(line.name, **{column: getattr(line, column) for column in COLUMNS})
