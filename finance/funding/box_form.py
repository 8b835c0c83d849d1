"""A screen of boxes that is not of figures of a quarter: plans, shares, reserves, income."""

from decimal import Decimal

from boards import formats
from boards.numbers import NotANumber, Unit, parse_number
from boards.texts import parse_text
from finance.forms import LinesForm, unstamped
from finance.forms.spending import one_line
from finance.funding.screens import MONEY, PER_CENT, WORDS
from finance.units import DISPLAYS

HUNDRED = Decimal(100)


class BoxForm(LinesForm):
    """The boxes of a Screen; money is typed in the unit of the board."""

    def __init__(self, screen, rows, *, unit, editable=True, data=None):
        self.screen, self.unit = screen, Unit[unit]
        self.fields = {name: box.label for name, box in screen.fields.items()}
        super().__init__(rows, editable=lambda row: editable, data=data)

    def fields_of(self, row):
        return self.screen.fields_of(row)

    def _kind(self, field):
        return self.screen.fields[field].kind

    def display(self, value, field):
        if value is None or value == "":
            return ""
        if self._kind(field) == MONEY:
            return DISPLAYS[self.unit](value)
        return value if self._kind(field) == WORDS else formats.number(value)

    def is_untouched(self, cell):
        """Whether money stands as it was shown, rounded: then it is no edit."""
        if self._kind(cell.field) != MONEY or not cell.shown:
            return False
        return cell.text.strip() == self.display(unstamped(cell.shown), cell.field)

    def read(self, cell):
        kind = self._kind(cell.field)
        if kind == WORDS:
            return one_line(parse_text(cell.text, self.screen.fields[cell.field].longest))
        value = parse_number(cell.text, self.unit if kind == MONEY else Unit.PERCENTAGE)
        if value is not None and value < 0:
            raise NotANumber("must be 0 or more")
        if kind == PER_CENT and value is not None and value > HUNDRED:
            raise NotANumber("must be between 0% and 100%")
        return value

    def refuse(self, refusal):
        """Say at the box of a CannotSet why its value cannot stand."""
        edit = refusal.edit
        cell = self._cell_of[edit.row, edit.field]
        cell.error = f"{cell.label} {refusal}"

    @property
    def lines(self):
        """Each row with the box for its name, where it is a new one, and those of the columns.

        With each box stands whether it takes words.
        """
        cells = self.cells_by_line()
        return [
            (
                row,
                [cells[row.line].get(name) for name in self.screen.only_new],
                [(cells[row.line][name], box.kind == WORDS) for name, box in self.screen.columns],
            )
            for row in self.rows
        ]
