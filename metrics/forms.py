from datetime import date

from django import forms

from boards import formats
from boards.days import DayField
from boards.edits import Edit, stamp
from boards.forms import NumberField, TextField
from boards.numbers import Unit
from metrics.findings import figure
from metrics.models import Result
from metrics.phasing import target_to_date

MONTH_CHOICES = [("", "Select a month"), *enumerate(formats.MONTHS, 1)]
FIELDS_BY_STATE = {
    Result.State.AVAILABLE: (
        "state", "first_month", "last_month", "actual", "source", "different_target",
        "different_target_reason", "comment", "mitigation",
    ),
    Result.State.CONFIRMED: ("state", "comment"),
    Result.State.NOT_YET: ("state", "unavailable_because", "expected_on", "comment"),
    Result.State.NOT_APPLICABLE: ("state", "comment"),
}  # fmt: skip


# What an answer of “no change” takes over from the previous report.
COPIED = ("first_month", "last_month", "actual")


class ResultForm(forms.Form):
    """What one quarter reports about one measure; `row` is the MetricRow as it stands."""

    state = forms.ChoiceField(
        choices=Result.State.choices, required=False, label="The answer to this question"
    )
    first_month = forms.TypedChoiceField(
        choices=MONTH_CHOICES, coerce=int, empty_value=None, required=False, label="First month"
    )
    last_month = forms.TypedChoiceField(
        choices=MONTH_CHOICES, coerce=int, empty_value=None, required=False, label="Last month"
    )
    actual = NumberField(required=False)
    source = TextField(required=False, label="Source", longest=200)
    different_target = NumberField(required=False)
    different_target_reason = TextField(required=False, label="Reason for a different target")
    unavailable_because = TextField(required=False, label="Why it is not available")
    expected_on = DayField(label="Date you expect the figure")
    comment = TextField(required=False, label="Comment")
    mitigation = TextField(required=False, label="What is being done")

    def __init__(self, data=None, *, row, key):
        self.row, self.key = row, key
        self.called = row.name[0].lower() + row.name[1:]
        super().__init__(data, initial={name: getattr(row, name) for name in self.base_fields})
        for name in ("actual", "different_target"):
            self.fields[name].unit = Unit.PERCENTAGE if row.percentage else Unit.PLAIN
        self.fields["actual"].label = f"Actual for {self.called}"
        self.fields["different_target"].label = f"Different target for {self.called}"

    def clean_state(self):
        if not self.cleaned_data["state"]:
            raise forms.ValidationError(
                f"Select whether you have a figure for {self.called} this quarter"
            )
        return self.cleaned_data["state"]

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        self._drop_errors_of_hidden_fields(state)
        if state == Result.State.AVAILABLE:
            self._clean_months(cleaned)
            self._clean_actual(cleaned.get("actual"))
            self._clean_different_target(cleaned)
        elif state == Result.State.CONFIRMED:
            self._copy_previous(cleaned)
        elif state == Result.State.NOT_YET:
            self._clean_expected(cleaned)
        return cleaned

    def _drop_errors_of_hidden_fields(self, state):
        asked = FIELDS_BY_STATE.get(state, self.fields)
        for name in set(self.errors) - set(asked):
            del self._errors[name]

    def _copy_previous(self, cleaned):
        if not self.can_confirm:
            self.add_error("state", "There is no earlier figure to confirm. Select another answer")
        else:
            cleaned.update({name: getattr(self.row.previous, name) for name in COPIED})

    @property
    def can_confirm(self):
        """Whether the previous report holds a figure that can be confirmed as it is."""
        return self.row.previous is not None and self.row.previous.actual is not None

    def _clean_months(self, cleaned):
        first, last = cleaned.get("first_month"), cleaned.get("last_month")
        if not first:
            self.add_error("first_month", "Select the first month covered")
        if not last:
            self.add_error("last_month", "Select the last month covered")
        elif last > self.key.last_month:
            until = formats.months_with_year(
                self.key.last_month, self.key.last_month, self.key.year
            )
            self.add_error("last_month", f"Last month covered must be {until} or earlier")
        elif first and last < first:
            self.add_error("last_month", "Last month covered must not be before the first")

    def _clean_actual(self, actual):
        if actual is None and "actual" not in self.errors:
            self.add_error("actual", f"Enter the actual for {self.called}")
        self._clean_range("actual", actual)
        self._clean_range("different_target", self.cleaned_data.get("different_target"))

    def _clean_range(self, field, value):
        if value is None:
            return
        if self.row.percentage and not 0 <= value <= 100:
            self.add_error(field, f"{self.fields[field].label} must be between 0% and 100%")
        elif value < 0:
            self.add_error(field, f"{self.fields[field].label} must be 0 or more")

    def _clean_different_target(self, cleaned):
        target, reason = cleaned.get("different_target"), cleaned.get("different_target_reason")
        if target is not None and not reason:
            self.add_error("different_target_reason", self._why_different(target))
        if reason and target is None and "different_target" not in self.errors:
            self.add_error(
                "different_target", "Enter the different target, or delete the reason for it"
            )

    def _why_different(self, target):
        months = self.cleaned_data.get("first_month"), self.cleaned_data.get("last_month")
        computed = target_to_date(self.row.method, self.row.annual, *months)
        usual = figure(self.row, computed, self.row.decimals)
        return f"Enter why the target for this period is {figure(self.row, target)} and not {usual}"

    def _clean_expected(self, cleaned):
        if not cleaned.get("unavailable_because"):
            self.add_error(
                "unavailable_because", f"Enter why the {self.called} figure is not available yet"
            )
        if cleaned.get("expected_on") is None and "expected_on" not in self.errors:
            self.add_error("expected_on", "Enter the date you expect the figure")

    def edits(self):
        """What the person changed, each with the stamp of the value they were shown.

        The state always counts: a figure is typed under “Yes”, and is lost under another answer.
        """
        state = self.cleaned_data["state"]
        asked = FIELDS_BY_STATE[state] + (COPIED if state == Result.State.CONFIRMED else ())
        typed = [(name, self.shown(name), self.cleaned_data.get(name)) for name in asked]
        return [
            Edit(self.row.pk, name, shown, new)
            for name, shown, new in typed
            if name == "state" or stamp(new) != shown
        ]

    def shown(self, name):
        """The stamp of the value that the page showed in a field."""
        if self.is_bound:
            return self.data.get(f"shown-{name}", "")
        return stamp(getattr(self.row, name))

    def shown_stamps(self):
        return [(f"shown-{name}", self.shown(name)) for name in self.fields]

    def add_clashes(self, clashes):
        """Say at each field what somebody else has stored there meanwhile."""
        self.data = self.data.copy()
        for clash in clashes:
            name = clash.edit.field
            self.data[f"shown-{name}"] = stamp(clash.stored)
            self.add_error(name, f"{self.fields[name].label} {clash_message(clash.stored)}")


def clash_message(stored):
    """What the writer is told of a field that somebody else changed first."""
    return (
        f"was changed by somebody else while you were editing. Theirs: “{stamp_text(stored)}”. "
        "Your answer is kept: save again to use it, or change it"
    )


def stamp_text(value):
    """A stored value as it stands in a message."""
    if value in (None, ""):
        return formats.NOT_PROVIDED
    if value in Result.State.values:
        return Result.State(value).label
    return formats.date(value) if isinstance(value, date) else str(value)
