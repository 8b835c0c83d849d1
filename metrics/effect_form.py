"""What the plan says of the effects of one scheme: a list to choose from for each measure."""

from django import forms

from boards.edit_forms import EditForm
from metrics.models import SchemeEffect

SAYS_NOTHING = ("", "The plan says nothing")


class EffectForm(EditForm):
    """The effect on one measure; `row` is its MetricEffect."""

    effect = forms.ChoiceField(choices=[SAYS_NOTHING, *SchemeEffect.Said.choices], required=False)

    def __init__(self, data=None, *, row):
        super().__init__(data, row=row, key=row.code, prefix=row.code)
        label = f"Effect on {row.name}"
        self.fields["effect"].label = label
        self.fields["effect"].error_messages["invalid_choice"] = f"{label} must be in the list"


class EffectsForm:
    """Every measure of the year on one page."""

    def __init__(self, effects, data=None):
        self.is_bound = data is not None
        self.rows = [EffectForm(data, row=effect) for effect in effects]

    def is_valid(self):
        return self.is_bound and all(row.is_valid() for row in self.rows)

    def edits(self):
        return [edit for row in self.rows for edit in row.edits()]

    def add_clashes(self, clashes):
        for row in self.rows:
            row.add_clashes([clash for clash in clashes if clash.edit.row == row.key])

    def to_mend(self):
        return [error for row in self.rows for error in row.to_mend()]
