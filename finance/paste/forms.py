"""The first screen of a paste, and what every later post of it says."""

from django import forms

from boards.numbers import Unit
from finance.paste.layout import PASTED_COLUMNS
from finance.paste.preview import Asked
from finance.paste.reading import MOST_CHARACTERS, MOST_ROWS, rows_of

UNITS = (("", "Work it out"), (Unit.THOUSANDS.name, "£ thousands"), (Unit.POUNDS.name, "£"))


class PasteForm(forms.Form):
    """A text copied from a spreadsheet, with what it is."""

    column = forms.ChoiceField(
        choices=list(PASTED_COLUMNS.items()),
        error_messages={
            "required": "Select which column you are pasting",
            "invalid_choice": "Select which column you are pasting",
        },
    )
    unit = forms.ChoiceField(
        choices=UNITS, required=False, error_messages={"invalid_choice": "Select the unit"}
    )
    text = forms.CharField(strip=False, error_messages={"required": "Paste the column from Excel"})
    figures = forms.CharField(required=False)
    lines = forms.CharField(required=False)

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Paste the column from Excel")
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(
                f"What you pasted must be {MOST_CHARACTERS:,} characters or fewer. "
                "Copy only the columns that are needed"
            )
        rows = rows_of(text)
        if len(rows) > MOST_ROWS:
            raise forms.ValidationError(
                f"You pasted {len(rows):,} rows. Paste {MOST_ROWS:,} rows or fewer"
            )
        self.rows = rows
        return text

    @property
    def unit_given(self):
        """The unit that the person said, or None."""
        return Unit[self.cleaned_data["unit"]] if self.cleaned_data["unit"] else None

    def order(self, lines):
        """The lines of the person from the cell of the grid down; None without such a cell."""
        wanted = self.cleaned_data["lines"].split(",")
        mine = {str(line.line): line for line in lines.mine}
        return tuple(mine[key] for key in dict.fromkeys(wanted) if key in mine) or None

    def asked(self):
        """What was said of rows and shown of lines, in the fields beside those of the form."""
        return Asked(
            column=self.cleaned_data["column"],
            choices=_numbered(self.data, "row-"),
            shown=_numbered(self.data, "shown-"),
        )


def _numbered(data, prefix):
    """The fields of a name with a number, by that number."""
    found = ((name.removeprefix(prefix), data[name]) for name in data if name.startswith(prefix))
    return {int(key): value for key, value in found if key.isascii() and key.isdigit()}
