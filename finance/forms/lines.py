"""What the two screens of lines have in common: boxes by line, and the edits typed into them."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from boards import formats
from boards.edits import Edit, stamp
from boards.forms import FieldError
from boards.numbers import NotANumber
from boards.texts import CannotKeepText


@dataclass
class Cell:
    """One box of the screen: what it showed, what was typed, and what is wrong with it.

    `offers` is what can be ticked beside a box that cannot be read alone: “credit” or “absent”.
    """

    row: object
    field: str
    label: str
    shown: str
    text: str
    editable: bool
    error: str = ""
    offers: str = ""
    is_ticked: bool = False
    note: str = ""

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
        self.rows = rows
        self.problems = []
        self.names = Counter(row.name for row in rows)
        self.cells = [
            self._cell(row, field, may_edit)
            for row in rows
            for may_edit in [editable(row)]
            for field in self.fields_of(row)
        ]
        self._cell_of = {(cell.row.line, cell.field): cell for cell in self.cells}
        self.edits = [edit for cell in self.cells for edit in self._edits(cell)] if data else []

    def fields_of(self, row):
        """The names of the fields that a line has boxes for."""
        return self.fields

    def called(self, row):
        """The name of a line, with its reference where another line of the page has the same."""
        return row.name if self.names[row.name] == 1 else f"{row.reference} {row.name}"

    def _cell(self, row, field, editable):
        value = getattr(row, field)
        label = f"{self.fields[field]} for {self.called(row)}"
        cell = Cell(row, field, label, stamp(value), self.display(value, field), editable)
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
            cell.error = self.error(cell, error)
        else:
            if stamp(new) != cell.shown:
                yield Edit(cell.row.line, cell.field, cell.shown, new)

    def is_untouched(self, cell):
        return False

    def error(self, cell, error):
        return f"{cell.label} {error}"

    def is_valid(self):
        return self.data is not None and not self.errors

    @property
    def errors(self):
        wrong = [FieldError(f"#{cell.name}", cell.error) for cell in self.cells if cell.error]
        return self.problems + wrong

    def add_problem(self, href, message):
        """Something to mend that is in no box."""
        self.problems.append(FieldError(href, message))

    def add_clashes(self, clashes):
        """Say at each cell what somebody else has stored there meanwhile."""
        for clash in clashes:
            if cell := self._cell_of.get((clash.edit.row, clash.edit.field)):
                cell.shown = stamp(clash.stored)
                theirs = self.display(clash.stored, cell.field) or formats.NOT_PROVIDED
                cell.error = (
                    f"{cell.label} was changed by somebody else while you were editing. "
                    f"Theirs: {theirs}. Yours is in the box: save again to use it, or change it"
                )

    def cells_by_line(self):
        """The cells of each line by the id of the line, and in it by the name of the field."""
        found = {}
        for cell in self.cells:
            found.setdefault(cell.row.line, {})[cell.field] = cell
        return found

    @property
    def may_edit(self):
        return any(cell.editable for cell in self.cells)
