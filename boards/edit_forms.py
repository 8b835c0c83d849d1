"""A form over one row of a report: every field posts the value that it was shown."""

from datetime import date

from django import forms

from boards import formats
from boards.edits import Edit, stamp
from boards.forms import FieldError


class EditForm(forms.Form):
    """`row` holds the values by the names of the fields; `key` names the row in its edits."""

    def __init__(self, data=None, *, row, key, **kwargs):
        self.row, self.key = row, key
        initial = {name: getattr(row, name, None) for name in self.base_fields}
        super().__init__(data, initial=initial, **kwargs)

    def asked(self):
        """The names of the fields that are to be saved as typed."""
        return tuple(self.fields)

    def edits(self):
        """What the person changed, each with the stamp of the value they were shown."""
        typed = [(name, self.shown(name), self.cleaned_data.get(name)) for name in self.asked()]
        return [
            Edit(self.key, name, shown, new) for name, shown, new in typed if stamp(new) != shown
        ]

    def shown(self, name):
        """The stamp of the value that the page showed in a field."""
        if self.is_bound:
            return self.data.get(self._shown_name(name), "")
        return stamp(self.stored(name))

    def stored(self, name):
        """The value that the report holds for a field."""
        return getattr(self.row, name, None)

    def shown_stamps(self):
        """Pairs of (name, stamp) for the hidden boxes."""
        return [(self._shown_name(name), self.shown(name)) for name in self.fields]

    def _shown_name(self, name):
        return f"shown-{self.add_prefix(name)}"

    def add_clashes(self, clashes):
        """Say at each field what somebody else has stored there meanwhile."""
        self.data = self.data.copy()
        for clash in clashes:
            name = clash.edit.field
            self.data[self._shown_name(name)] = stamp(clash.stored)
            self.add_error(
                name,
                f"{self.fields[name].label} was changed by somebody else while you were editing. "
                f"Theirs: “{self.in_words(name, clash.stored)}”. "
                "Your answer is kept: save again to use it, or change it",
            )

    def in_words(self, name, value):
        """A stored value as it stands in a message."""
        if value in (None, ""):
            return formats.NOT_PROVIDED
        if isinstance(value, bool):
            return "ticked" if value else "not ticked"
        if isinstance(value, date):
            return formats.date(value)
        return dict(getattr(self.fields[name], "choices", ())).get(value, str(value))

    def to_mend(self):
        """The errors in the order of the fields, as FieldErrors."""
        return [
            FieldError(f"#{self[name].auto_id}", message)
            for name in self.fields
            for message in self.errors.get(name, ())
        ]


class EditForms:
    """Forms over several rows, of which one page has all: `rows`, each an EditForm."""

    def __init__(self, rows, *, is_bound):
        self.rows, self.is_bound = rows, is_bound

    def is_valid(self):
        return self.is_bound and all(row.is_valid() for row in self.rows)

    def edits(self):
        return [edit for row in self.rows for edit in row.edits()]

    def add_clashes(self, clashes):
        for row in self.rows:
            row.add_clashes([clash for clash in clashes if clash.edit.row == row.key])

    def to_mend(self):
        return [error for row in self.rows for error in row.to_mend()]
