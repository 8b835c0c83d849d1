"""What the plan says of the effects of one scheme: a list to choose from for each measure."""

from django import forms

from boards.edit_forms import EditForm, EditForms
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


class EffectsForm(EditForms):
    """Every measure of the year on one page."""

    def __init__(self, effects, data=None):
        rows = [EffectForm(data, row=effect) for effect in effects]
        super().__init__(rows, is_bound=data is not None)
