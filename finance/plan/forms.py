from datetime import date

from django import forms

from boards import formats
from boards.days import DayField
from boards.edit_forms import EditForm
from boards.edits import stamp
from boards.forms import NumberField, TextField
from boards.models import Organisation
from finance.plan.values import JOINT, NOT_STATED, joined, separate
from schemes.models import AreaOfSpend, FundingStream, SchemeType


class SchemeForm(EditForm):
    """The facts of one scheme; `row` is its SchemeValues, empty ones for a new scheme."""

    name = TextField(required=False, label="Name", longest=200)
    scheme_type = forms.ChoiceField(required=False, label="National scheme type")
    local_heading = TextField(required=False, label="Heading of your own", longest=100)
    area_of_spend = forms.ChoiceField(required=False, label="Area of spend")
    led_by = forms.ChoiceField(required=False, label="Led by")
    streams = forms.MultipleChoiceField(required=False, label="Funding streams")
    planned_outputs = NumberField(required=False, label="Planned outputs")
    starts_on = DayField(label="First day")

    def __init__(self, data=None, *, board, year, row, key=None):
        super().__init__(data, row=row, key=key)
        self.fields["scheme_type"].choices = _types(year, row.scheme_type)
        self.fields["area_of_spend"].choices = _areas(year, row.area_of_spend)
        self.fields["led_by"].choices = _leaders(board)
        self.fields["streams"].choices = _streams(year, row.streams)
        self.initial["streams"] = sorted(separate(row.streams))

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if not name:
            raise forms.ValidationError("Enter the name of the scheme")
        return name

    def clean_streams(self):
        streams = joined(self.cleaned_data["streams"])
        if not streams:
            raise forms.ValidationError("Select at least one funding stream")
        return streams

    def clean_planned_outputs(self):
        outputs = self.cleaned_data["planned_outputs"]
        if outputs is not None and outputs < 0:
            raise forms.ValidationError("Planned outputs must be 0 or more")
        return outputs

    def clean(self):
        cleaned = super().clean()
        heading = (cleaned.get("local_heading") or "").strip()
        if "local_heading" not in self.errors:
            cleaned["local_heading"] = heading
            if bool(cleaned.get("scheme_type")) == bool(heading):
                self.add_error("scheme_type", _one_heading(heading))
        first = cleaned.get("starts_on")
        if first and self.row.stops_on and first > self.row.stops_on:
            last = formats.date(self.row.stops_on)
            self.add_error("starts_on", f"First day must be {last}, the last day, or earlier")
        return cleaned

    def in_words(self, name, value):
        if name != "streams":
            return super().in_words(name, value)
        names = dict(self.fields["streams"].choices)
        return ", ".join(names.get(code, code) for code in sorted(separate(value)))

    @property
    def stream_options(self):
        """The boxes to tick: (number, code, name, whether ticked)."""
        ticked = self["streams"].value() or ()
        choices = self.fields["streams"].choices
        return [(n, code, name, code in ticked) for n, (code, name) in enumerate(choices, 1)]


def _one_heading(heading):
    if heading:
        return "Select a national scheme type or enter a heading of your own, not both"
    return "Select a national scheme type, or enter a heading of your own"


def _types(year, held):
    types = SchemeType.objects.in_year(year) | SchemeType.objects.filter(code=held)
    return [("", "None: a heading of our own"), *types.values_list("code", "name")]


def _areas(year, held):
    areas = AreaOfSpend.objects.in_year(year) | AreaOfSpend.objects.filter(code=held)
    return [("", "Not stated"), *areas.values_list("code", "name")]


def _leaders(board):
    partners = Organisation.objects.filter(board=board).values_list("short_name", "name")
    return [("", "Not stated"), *partners, (JOINT, "Joint")]


def _streams(year, held):
    streams = FundingStream.objects.in_year(year) | FundingStream.objects.filter(
        code__in=separate(held)
    )
    choices = list(streams.values_list("code", "name"))
    return [*choices, (NOT_STATED, "Not stated")] if NOT_STATED in held else choices


class StopForm(EditForm):
    """The last day of a scheme, and why."""

    stops_on = DayField(label="Last day")
    stopped_because = TextField(required=False, label="Reason", longest=1000)

    def __init__(self, data=None, *, year, row, key):
        super().__init__(data, row=row, key=key)
        self.year = year

    def clean(self):
        cleaned = super().clean()
        cleaned["stopped_because"] = because = (cleaned.get("stopped_because") or "").strip()
        day = cleaned.get("stops_on")
        if "stops_on" not in self.errors:
            self._check_day(day, because)
        if day and not because and "stopped_because" not in self.errors:
            self.add_error("stopped_because", "Enter why the scheme stops")
        return cleaned

    def _check_day(self, day, because):
        was_stopped = self.shown("stops_on") != stamp(None)
        year_ends = date(self.year + 1, 3, 31)
        if day is None and (because or not was_stopped):
            self.add_error("stops_on", "Enter the last day of the scheme")
        elif day and day > year_ends:
            ends = formats.date(year_ends)
            self.add_error("stops_on", f"Last day must be {ends}, the end of the year, or earlier")
        elif day and self.row.starts_on and day < self.row.starts_on:
            first = formats.date(self.row.starts_on)
            self.add_error("stops_on", f"Last day must be {first}, the first day, or later")
