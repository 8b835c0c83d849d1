from django import forms

from boards import formats
from boards.edits import stamp
from boards.forms import TextField, error_list
from boards.numbers import Unit
from finance.statements.reading import LONGEST_NAME, read_rows
from finance.statements.values import COLUMNS, PlaceStatement
from finance.units import EXACT

SHOWN = "shown-statement"


class StatementForm(forms.Form):
    """A statement as a whole; `held` is the one that is changed, with its month."""

    month = forms.ChoiceField(
        error_messages={"required": "Select the month", "invalid_choice": "Select the month"}
    )
    title = TextField(required=False, label="Title", longest=LONGEST_NAME)
    source = TextField(required=False, label="Source", longest=LONGEST_NAME)
    rows = forms.CharField(required=False, strip=False)

    def __init__(self, data=None, *, quarter, held):
        self.year, self.held = quarter.year, held
        self.unit = Unit[quarter.board.entry_unit]
        super().__init__(data, initial=_initial(held, self.unit) if held else None)
        self.shown = self.data.get(SHOWN, "") if self.is_bound else stamp(held and held.text)
        if held:
            del self.fields["month"]
        else:
            self.fields["month"].choices = _months(self.year)

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if not title:
            raise forms.ValidationError("Enter a title")
        return title

    def clean_source(self):
        return " ".join(self.cleaned_data["source"].split())

    def clean_rows(self):
        read = read_rows(self.cleaned_data["rows"], self.unit)
        if read.problems:
            raise forms.ValidationError(list(read.problems))
        return read

    @property
    def statement(self):
        """What was typed, as a PlaceStatement."""
        read = self.cleaned_data["rows"]
        return PlaceStatement(
            year=self.year,
            month=self.held.month if self.held else int(self.cleaned_data["month"]),
            title=self.cleaned_data["title"],
            source=self.cleaned_data["source"],
            rows=read.rows,
            printed=read.printed,
        )

    def add_conflict(self, stored):
        """Say that another statement is held, which the next save replaces."""
        self.shown = stamp(stored and stored.text)
        self.add_error(
            "rows",
            f"There is another statement for {self.statement.at_month} by now. It stands below. "
            "Your rows are kept: save again to use them instead",
        )

    @property
    def to_mend(self):
        return error_list(self)


def _months(year):
    months = ((str(m), formats.months_with_year(m, m, year)) for m in range(1, 13))
    return [("", "Select a month"), *months]


def _initial(held, unit):
    rows = [*held.rows, *([held.printed] if held.printed else [])]
    return {
        "title": held.title,
        "source": held.source,
        "rows": "\n".join(_typed(row, EXACT[unit]) for row in rows),
    }


def _typed(row, display):
    """A row as it is pasted: to the penny, blank where there is no figure."""
    amounts = (getattr(row, column) for column in COLUMNS)
    return "\t".join([row.name, *("" if a is None else display(a) for a in amounts)])
