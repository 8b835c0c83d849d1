from datetime import date

from django import forms

from boards import formats
from boards.days import DayField
from boards.edits import Edit, stamp
from boards.forms import NumberField, TextField
from boards.numbers import Unit
from metrics import judgement, reasons
from metrics.findings import called
from metrics.models import Result
from metrics.remarks import LAST_QUARTER
from metrics.unlikely import questions

State = Result.State
MONTH_CHOICES = [("", "Select a month"), *enumerate(formats.MONTHS, 1)]
ALWAYS = ("state", "off_target_because", "mitigation", "year_outcome", "comment")
FIELDS_BY_STATE = {
    State.AVAILABLE: (
        *ALWAYS, "first_month", "last_month", "actual", "numerator", "denominator",
        "source", "as_at", "national_value", "national_source", "national_differs_because",
        "different_target", "different_target_reason",
    ),
    State.CONFIRMED: ALWAYS,
    State.NOT_YET: (*ALWAYS, "unavailable_because", "expected_on"),
    State.NOT_APPLICABLE: ALWAYS,
}  # fmt: skip
JUDGED_BY = {
    State.AVAILABLE: (
        judgement.months, judgement.actual, judgement.parts, judgement.as_at, judgement.national,
        judgement.different_target,
    ),
    State.NOT_YET: (judgement.unavailable,),
}  # fmt: skip
# What an answer of “no change” takes over from the previous report.
COPIED = ("first_month", "last_month", "actual")
# Typed on the page of questions, not in the form.
REASONED = "unlikely_because"


class MonthField(forms.TypedChoiceField):
    def __init__(self, label):
        super().__init__(
            choices=MONTH_CHOICES, coerce=int, empty_value=None, required=False, label=label
        )


class ResultForm(forms.Form):
    """What one quarter reports about one measure; `row` is the MetricRow as it stands."""

    state = forms.ChoiceField(
        choices=State.choices, required=False, label="The answer to this question"
    )
    first_month = MonthField("First month")
    last_month = MonthField("Last month")
    actual = NumberField(required=False)
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    source = TextField(required=False, label="Source", longest=200)
    as_at = DayField(label="Date of the data")
    national_value = NumberField(required=False)
    national_source = TextField(required=False, label="Source of the national figure", longest=200)
    national_differs_because = TextField(required=False, label="Why the figures differ")
    different_target = NumberField(required=False)
    different_target_reason = TextField(required=False, label="Reason for a different target")
    unavailable_kind = forms.ChoiceField(
        choices=reasons.CHOICES, required=False, label="Why it is not available"
    )
    unavailable_because = TextField(required=False, label="Why it is not available")
    expected_on = DayField(label="Date you expect the figure")
    comment = TextField(required=False, label="Comment")
    off_target_because = TextField(required=False, label="Why it is off target")
    mitigation = TextField(required=False, label="What you are doing")
    year_outcome = forms.ChoiceField(
        choices=Result.YearOutcome.choices, required=False, label="The outcome of the year"
    )

    def __init__(self, data=None, *, row, key, today):
        self.row, self.key, self.today = row, key, today
        super().__init__(data, initial=_initial(row))
        for name in ("actual", "different_target", "national_value"):
            self.fields[name].unit = Unit.PERCENTAGE if row.percentage else Unit.PLAIN
        self._name_fields(called(row))
        self._leave_out_what_is_not_asked()

    def _name_fields(self, measure):
        self.fields["actual"].label = f"Actual for {measure}"
        self.fields["different_target"].label = f"Different target for {measure}"
        self.fields["national_value"].label = f"National figure for {measure}"
        for name in ("numerator", "denominator"):
            defined = getattr(self.row, f"{name}_name")
            self.fields[name].label = defined[:1].upper() + defined[1:]

    def _leave_out_what_is_not_asked(self):
        if not self.row.has_parts:
            del self.fields["numerator"], self.fields["denominator"]
        if self.row.quarter != LAST_QUARTER:
            del self.fields["year_outcome"]

    def clean_state(self):
        if not self.cleaned_data["state"]:
            raise forms.ValidationError(
                f"Select whether you have a figure for {called(self.row)} this quarter"
            )
        return self.cleaned_data["state"]

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        self._drop_errors_of_hidden_fields(state)
        if state == State.CONFIRMED:
            self._copy_previous(cleaned)
        if "unavailable_because" in cleaned:
            words = cleaned["unavailable_because"]
            cleaned["unavailable_because"] = reasons.joined(cleaned.get("unavailable_kind"), words)
        answer = judgement.Answer(self.row, self.key, self.today, cleaned, frozenset(self.errors))
        for judge in JUDGED_BY.get(state, ()):
            for name, message in judge(answer):
                self._add_first_error(name, message)
        return cleaned

    def _add_first_error(self, name, message):
        """One thing to do at a field at a time."""
        if name not in self.errors:
            self.add_error(name, message)

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

    def questions(self, times):
        """What is possible but unlikely in a valid form, as Questions.

        A figure left as the page showed it is not asked about, whatever was stored meanwhile.
        """
        if self.row.is_typed and stamp(self.cleaned_data.get("actual")) == self.shown("actual"):
            return ()
        return questions(self.row, self.cleaned_data, times)

    def edits(self, reason=""):
        """What the person changed, each with the stamp of the value they were shown.

        The state always counts: a figure is typed under “Yes”, and is lost under another answer.
        What the page did not ask, or asks only under another answer, stays as it is.
        """
        state = self.cleaned_data["state"]
        asked = [name for name in FIELDS_BY_STATE[state] if self._is_posted(name)]
        if state == State.CONFIRMED:
            asked += COPIED
        new = {name: self.cleaned_data[name] for name in asked}
        if state == State.AVAILABLE and (reason or self._is_new_figure(new.get("actual"))):
            new[REASONED] = reason
        return [
            Edit(self.row.pk, name, self.shown(name), value)
            for name, value in new.items()
            if name == "state" or stamp(value) != self.shown(name)
        ]

    def _is_new_figure(self, actual):
        """Neither what the page showed nor what is stored, by whomever."""
        return stamp(actual) != self.shown("actual") and actual != self.row.actual

    def _is_posted(self, name):
        boxes = {name}
        if isinstance(self.fields.get(name), DayField):
            boxes = {f"{name}_day"}
        elif name == "unavailable_because":
            boxes = {name, "unavailable_kind"}
        return name in self.fields and not boxes.isdisjoint(self.data)

    def shown(self, name):
        """The stamp of the value that the page showed in a field."""
        if self.is_bound:
            return self.data.get(f"shown-{name}", "")
        return stamp(getattr(self.row, name))

    def shown_stamps(self):
        held = [name for name in self.fields if hasattr(self.row, name)]
        return [(f"shown-{name}", self.shown(name)) for name in (*held, REASONED)]

    def add_clashes(self, clashes):
        """Say at each field what somebody else has stored there meanwhile."""
        self.data = self.data.copy()
        for clash in clashes:
            name = clash.edit.field
            self.data[f"shown-{name}"] = stamp(clash.stored)
            if name in self.fields:
                message = f"{self.fields[name].label} {clash_message(clash.stored)}"
                self.add_error(name, message)


def _initial(row):
    kind, words = reasons.split(row.unavailable_because)
    held = {name: getattr(row, name, "") for name in ResultForm.base_fields}
    return held | {"unavailable_kind": kind, "unavailable_because": words}


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
    for choices in (State, Result.YearOutcome):
        if value in choices.values:
            return choices(value).label
    return formats.date(value) if isinstance(value, date) else str(value)
