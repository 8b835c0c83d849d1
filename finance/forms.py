"""The two screens on which lines are typed: figures in a grid, and explanations of differences."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from boards import formats
from boards.edits import Edit, stamp
from boards.forms import FieldError
from boards.numbers import NotANumber, Unit, parse_number
from boards.texts import CannotKeepText, parse_text

DISPLAYS = {Unit.THOUSANDS: formats.thousands, Unit.POUNDS: formats.pounds_plain}


@dataclass
class Cell:
    """One box of the screen: what it showed, what was typed, and what is wrong with it."""

    row: object
    field: str
    label: str
    shown: str
    text: str
    editable: bool
    error: str = ""
    asks_about_credit: bool = False
    is_credit: bool = False

    @property
    def name(self):
        return f"{self.field}-{self.row.line}"


class LinesForm:
    """A screen of lines: reads each cell, keeps what was typed, and collects the edits.

    A cell that still holds the text it was shown is no edit, so that display never rounds
    what is stored.
    """

    fields = {}

    def __init__(self, rows, *, editable, data=None):
        self.data = data
        self.cells = [
            self._cell(row, field, editable(row)) for row in rows for field in self.fields
        ]
        self.edits = [edit for cell in self.cells for edit in self._edits(cell)] if data else []

    def _cell(self, row, field, editable):
        value = getattr(row, field)
        label = f"{self.fields[field]} for {row.reference} {row.name}"
        cell = Cell(row, field, label, stamp(value), self.display(value), editable)
        if self.data is not None and cell.name in self.data:
            if not editable:
                raise PermissionDenied
            cell.text = self.data[cell.name]
            cell.shown = self.data.get(f"shown-{cell.name}", cell.shown)
        return cell

    def _edits(self, cell):
        if not cell.editable or cell.name not in self.data or self.is_untouched(cell):
            return
        try:
            new = self.read(cell)
        except (NotANumber, CannotKeepText) as error:
            cell.error = f"{cell.label} {error}"
        else:
            if stamp(new) != cell.shown:
                yield Edit(cell.row.line, cell.field, cell.shown, new)

    def is_valid(self):
        return self.data is not None and not self.errors

    @property
    def errors(self):
        return [FieldError(f"#{cell.name}", cell.error) for cell in self.cells if cell.error]

    def add_clashes(self, clashes):
        """Say at each cell what somebody else has stored there meanwhile."""
        cells = {(cell.row.line, cell.field): cell for cell in self.cells}
        for clash in clashes:
            cell = cells[clash.edit.row, clash.edit.field]
            cell.shown = stamp(clash.stored)
            theirs = self.display(clash.stored) or formats.NOT_PROVIDED
            cell.error = (
                f"{cell.label} was changed by somebody else while you were editing. "
                f"Theirs: {theirs}. Yours is in the box: save again to use it, or change it"
            )

    def cells_by_line(self):
        """The cells of each line, by the id of the line."""
        found = {}
        for cell in self.cells:
            found.setdefault(cell.row.line, []).append(cell)
        return found

    @property
    def may_edit(self):
        return any(cell.editable for cell in self.cells)


class SpendingForm(LinesForm):
    """Spent to date and forecast of every line, in the board's entry unit."""

    fields = {"spent": "Spent to date", "forecast": "Forecast"}

    def __init__(self, rows, *, unit, editable, data=None):
        self.unit = Unit[unit]
        super().__init__(rows, editable=editable, data=data)

    def display(self, amount):
        return "" if amount is None else DISPLAYS[self.unit](amount)

    def is_untouched(self, cell):
        return bool(cell.shown) and cell.text.strip() == self.display(Decimal(cell.shown))

    def read(self, cell):
        amount = parse_number(cell.text, self.unit)
        if amount is not None and amount < 0:
            self._ask_about_credit(cell)
        return amount

    def _ask_about_credit(self, cell):
        cell.asks_about_credit = True
        cell.is_credit = bool(self.data.get(f"credit-{cell.name}"))
        if not cell.is_credit:
            raise NotANumber("must be 0 or more. If this is a credit, select “This is a credit”")


class ExplanationForm(LinesForm):
    """Why each line that differs from plan does so."""

    fields = {"explanation": "Explanation"}

    def display(self, text):
        return text

    def is_untouched(self, cell):
        return False

    def read(self, cell):
        return parse_text(cell.text)
