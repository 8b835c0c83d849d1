"""A screen of boxes that is not of figures of a quarter: plans, shares, reserves, income."""

from decimal import Decimal

from boards import formats
from boards.edits import Edit, stamp, wanted
from boards.numbers import NotANumber, Unit, parse_number
from boards.texts import parse_text
from finance.forms import LinesForm, unstamped
from finance.forms.spending import one_line
from finance.funding.screens import AS_TYPED, FIGURE, MONEY, PER_CENT, WORDS
from finance.units import DISPLAYS

HUNDRED = Decimal(100)


class BoxForm(LinesForm):
    """The boxes of a Screen; money is typed in the unit of the board."""

    def __init__(self, screen, rows, *, unit, editable=True, data=None):
        self.screen, self.unit = screen, Unit[unit]
        self.fields = {name: box.label for name, box in screen.fields.items()}
        super().__init__(rows, editable=lambda row: editable, data=data)
        typed = self._texts_of_no_row() if screen.is_list else ()
        self.lost = [self._add_lost(text) for text in typed]
        self.answers = wanted(self.edits) + len(self.lost)
        self.edits = self._with_whole_rows() if screen.is_list else self.edits

    def fields_of(self, row):
        return self.screen.fields_of(row)

    def called(self, row):
        return row.called or super().called(row)

    def _kind(self, field):
        return self.screen.fields[field].kind

    def display(self, value, field):
        if value is None or value == "":
            return ""
        if self._kind(field) == MONEY:
            return DISPLAYS[self.unit](value)
        return value if self.screen.fields[field].is_of_words else formats.number(value)

    def is_untouched(self, cell):
        """Whether a number stands as it was shown, rounded: then it is no edit."""
        return bool(cell.shown) and self._is_as_shown(cell.field, cell.text, cell.shown)

    def _is_as_shown(self, field, text, shown):
        if not shown or self.screen.fields[field].is_of_words:
            return stamp(text) == shown
        return text.strip() == self.display(unstamped(shown), field)

    def read(self, cell):
        kind, longest = self._kind(cell.field), self.screen.fields[cell.field].longest
        if kind == WORDS:
            return one_line(parse_text(cell.text, longest))
        if kind == AS_TYPED:
            return parse_text(cell.text.strip(), longest)
        if kind == FIGURE:
            return parse_number(cell.text)
        value = parse_number(cell.text, self.unit if kind == MONEY else Unit.PERCENTAGE)
        if value is not None and value < 0:
            raise NotANumber("must be 0 or more")
        if kind == PER_CENT and value is not None and value > HUNDRED:
            raise NotANumber("must be between 0% and 100%")
        return value

    def _with_whole_rows(self):
        """The edits; who takes a row out empties all that the page showed of it, and no more."""
        cells = [cell for cell in self.cells if self._is_taken_out(cell.row)]
        gone = {cell.row.line for cell in cells}
        return [edit for edit in self.edits if edit.row not in gone] + [
            Edit(cell.row.line, cell.field, cell.shown, self._nothing(cell.field)) for cell in cells
        ]

    def _is_taken_out(self, row):
        main = self._cell_of[row.line, self.screen.main]
        return bool(main.shown) and not main.text.strip()

    def _nothing(self, field):
        return "" if self.screen.fields[field].is_of_words else None

    def _texts_of_no_row(self):
        """What was typed into boxes of rows that somebody else has taken out meanwhile."""
        here = {cell.name for cell in self.cells}
        for name, text in (self.data or {}).items():
            field, dash, _ = name.partition("-")
            shown = self.data.get(f"shown-{name}", "")
            is_of_a_box = dash and field in self.fields and name not in here
            if is_of_a_box and not self._is_as_shown(field, text, shown):
                yield text

    def _add_lost(self, text):
        typed = f"“{text}”" if text else "nothing"
        self.add_problem(
            "#boxes",
            f"You typed {typed} into a row that somebody else has taken out meanwhile. "
            "Type it into another row if it is still needed",
        )
        return text

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
                [(cells[row.line][name], box.is_of_words) for name, box in self.screen.columns],
            )
            for row in self.rows
        ]
