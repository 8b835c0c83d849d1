from django import forms

from boards import formats
from boards.converters import PeriodKey
from boards.days import DayField

QUARTERS = [(str(n), f"Quarter {n}, {formats.months(n * 3 - 2, n * 3)}") for n in range(1, 5)]
YES, NO = "yes", "no"


class OpenForm(forms.Form):
    """The questions asked when a quarter is opened; only those to which there is no answer yet."""

    year = forms.TypedChoiceField(
        coerce=int, error_messages={"required": "Select a financial year"}
    )
    quarter = forms.TypedChoiceField(
        coerce=int,
        choices=[("", "Select a quarter"), *QUARTERS],
        error_messages={"required": "Select a quarter"},
    )
    period = forms.CharField()
    meeting_on = DayField(label="Date of the board meeting")
    national_return_on = DayField(label="Date of the national return")
    same_owners = forms.ChoiceField(
        choices=[(YES, "Yes"), (NO, "No")],
        error_messages={"required": "Select whether everybody has the same tasks as last time"},
    )

    def __init__(self, data=None, *, opening, on):
        super().__init__(data)
        years = range(on.year + 1, on.year - 10, -1)
        self.fields["year"].choices = [
            ("", "Select a year"),
            *((str(year), formats.financial_year(year)) for year in years),
        ]
        # What was sent says itself what was asked: its first try may have opened the quarter.
        follows = opening.key is not None if data is None else "period" in data
        for name in NOT_ASKED[follows]:
            del self.fields[name]
        if opening.national_return_on and "national_return_on_day" not in self.data:
            del self.fields["national_return_on"]

    def clean_period(self):
        try:
            return PeriodKey.parse(self.cleaned_data["period"])
        except (ValueError, IndexError):
            raise forms.ValidationError(
                "Open this page again: it does not say which quarter"
            ) from None

    def clean(self):
        cleaned = super().clean()
        key = self.key
        for name in ("meeting_on", "national_return_on"):
            day = cleaned.get(name)
            if key and day and day < key.first_day:
                label = self.fields[name].label
                first = formats.date(key.first_day)
                self.add_error(name, f"{label} must be {first}, when the quarter begins, or later")
        return cleaned

    @property
    def key(self):
        """The quarter that the form is about, None while it does not say."""
        cleaned = self.cleaned_data
        if "period" in self.fields:
            return cleaned.get("period")
        chosen = cleaned.get("year"), cleaned.get("quarter")
        return PeriodKey(*chosen) if all(chosen) else None


# By whether the next quarter follows from the last one.
NOT_ASKED = {True: ("year", "quarter"), False: ("period", "same_owners")}
