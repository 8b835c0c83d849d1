from django import forms

from boards import formats
from boards.edits import Edit, stamp
from boards.forms import NumberField, TextField
from boards.numbers import Unit
from metrics.findings import called
from metrics.forms import MonthField, clash_message
from metrics.judgement import MOST_PER_CENT
from metrics.models import Revision


def covered(reported):
    return formats.months(reported.first_month, reported.last_month)


class RevisionForm(forms.Form):
    """The figure of an earlier report put right; `row` is the MetricRow of this quarter."""

    report = forms.ChoiceField(
        error_messages={
            "required": "Select the report whose figure has changed",
            "invalid_choice": "Select the report whose figure has changed",
        }
    )
    after = NumberField(required=False)
    last_month = MonthField("Last month covered")
    kind = forms.ChoiceField(
        choices=Revision.Kind.choices,
        error_messages={
            "required": "Select why the figure has changed",
            "invalid_choice": "Select why the figure has changed",
        },
    )
    because = TextField(required=False, label="What the Board needs to know", longest=500)

    def __init__(self, data=None, *, row):
        self.row = row
        super().__init__(data)
        self.fields["report"].choices = [
            (str(item.report), item.period) for item in row.earlier if item.actual is not None
        ]
        self.fields["after"].unit = Unit.PERCENTAGE if row.percentage else Unit.PLAIN
        self.fields["after"].label = f"New figure for {called(row)}"

    def clean(self):
        cleaned = super().clean()
        self._judge_figure(cleaned.get("after"))
        if "report" in cleaned:
            self._judge_months(cleaned.get("last_month"), self._report(cleaned["report"]))
        return cleaned

    def _report(self, pk):
        return next(item for item in self.row.earlier if str(item.report) == pk)

    def _judge_figure(self, after):
        name = self.fields["after"].label
        if after is None:
            if "after" not in self.errors:
                self.add_error("after", f"Enter the new figure for {called(self.row)}")
        elif self.row.percentage and not 0 <= after <= MOST_PER_CENT:
            self.add_error("after", f"{name} must be between 0% and 100%")
        elif after < 0:
            self.add_error("after", f"{name} must be 0 or more")

    def _judge_months(self, last, reported):
        if last and not reported.last_month <= last <= reported.key.last_month:
            until = formats.MONTHS[reported.key.last_month - 1]
            self.add_error(
                "last_month",
                f"{reported.period} covered {covered(reported)}. Select its last month, "
                f"or a later one up to {until}",
            )

    def edit(self):
        """The new figure with the stamp of the restated one that the page showed, if any."""
        report = int(self.cleaned_data["report"])
        return Edit(report, "after", self.shown(report), self.cleaned_data["after"])

    def shown(self, report):
        if self.is_bound:
            return self.data.get(f"shown-{report}", "")
        held = {item.report: item.after for item in self.row.restated}
        return stamp(held.get(report))

    def shown_stamps(self):
        return [
            (f"shown-{report}", self.shown(int(report)))
            for report, _ in self.fields["report"].choices
        ]

    def add_clash(self, clash):
        self.data = self.data.copy()
        self.data[f"shown-{clash.edit.row}"] = stamp(clash.stored)
        self.add_error("after", f"{self.fields['after'].label} {clash_message(clash.stored)}")
