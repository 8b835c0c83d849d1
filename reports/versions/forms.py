"""Forms about what happens to a version outside its figures."""

import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from boards import formats
from boards.days import DayField
from boards.edit_forms import EditForm
from boards.forms import TextField
from boards.workflow import Part
from reports.models import DatedFact

Kind = DatedFact.Kind
CODE = re.compile("[0-9a-f]{8}")
OUTCOMES = ("Noted", "Approved", "Ratified")
is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class First:
    """The first day that a fact can have, and what was done then."""

    day: date
    what: str


class DatedForm(forms.Form):
    """A fact about a version: it cannot be older than the version, nor lie ahead."""

    on = DayField()

    def __init__(self, data=None, *, label, first, today):
        super().__init__(data)
        self.fields["on"].label = label
        self.first, self.today = first, today

    def clean_on(self):
        day, label = self.cleaned_data["on"], self.fields["on"].label
        if day is None:
            raise ValidationError(f"Enter the {label[0].lower()}{label[1:]}")
        if day > self.today:
            raise ValidationError(f"{label} must be today or in the past")
        if day < self.first.day:
            since = f"{formats.date(self.first.day)}, when {self.first.what}"
            raise ValidationError(f"{label} must be {since}, or later")
        return day

    def facts(self):
        """What is kept of the fact besides its day."""
        return {}


class PublishForm(DatedForm):
    reference = TextField(required=False, label="Address", longest=200)

    def clean_reference(self):
        address = self.cleaned_data["reference"].strip()
        if address:
            _check_address(address)
        return address

    def facts(self):
        return {"reference": self.cleaned_data["reference"]}


def _check_address(address):
    try:
        is_address(address)
    except ValidationError:
        raise ValidationError(
            "Address must be a full web address, like https://www.example.gov.uk/agenda"
        ) from None


class ReferenceForm(DatedForm):
    """A day and where it is recorded, such as a minute."""

    reference = TextField(required=False, label="Reference", longest=200)

    def facts(self):
        return {"reference": " ".join(self.cleaned_data["reference"].split())}


class DecisionForm(ReferenceForm):
    outcome = forms.ChoiceField(
        choices=[(word, word) for word in OUTCOMES],
        error_messages={
            "required": "Select what the Board decided",
            "invalid_choice": "Select what the Board decided",
        },
    )
    words = TextField(required=False, label="What else it decided", longest=2000)

    field_order = ("outcome", "words", "on", "reference")

    def facts(self):
        more = self.cleaned_data["words"].strip()
        told = f"{self.cleaned_data['outcome']}. {more}" if more else self.cleaned_data["outcome"]
        return super().facts() | {"words": told}


class WithdrawForm(forms.Form):
    reason = TextField(required=False, label="Reason", longest=2000)

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError("Enter why the report is withdrawn")
        return reason


class CorrectForm(forms.Form):
    """Which parts have to be put right, and what in each."""

    def __init__(self, data=None):
        super().__init__(data)
        for part in Part:
            name = part.lower()
            self.fields[name] = forms.BooleanField(required=False)
            self.fields[f"{name}_reason"] = TextField(
                required=False, label=f"What needs to change in {name_of(part)}", longest=2000
            )

    def clean(self):
        cleaned = super().clean()
        chosen = [part for part in Part if cleaned.get(part.lower())]
        if not chosen:
            self.add_error(Part.PERFORMANCE.lower(), "Select what has to be corrected")
        for part in chosen:
            name = f"{part.lower()}_reason"
            if name not in self.errors and not cleaned[name].strip():
                self.add_error(name, f"Enter what needs to change in {name_of(part)}")
        return cleaned

    def reasons(self):
        """The texts by Part, as the action takes them."""
        return {
            part: self.cleaned_data[f"{part.lower()}_reason"].strip()
            for part in Part
            if self.cleaned_data[part.lower()]
        }


def name_of(part):
    return part.label[0].lower() + part.label[1:]


class CodeForm(forms.Form):
    """A check code as somebody reads it off a paper."""

    code = forms.CharField(required=False)

    def clean_code(self):
        code = "".join(self.cleaned_data["code"].split()).lower()
        if not CODE.fullmatch(code):
            raise ValidationError(
                "Enter the 8 characters of the check code, using 0 to 9 and a to f"
            )
        return code


class LateForm(EditForm):
    """Fields of the cover that nobody signs."""

    report_number = TextField(required=False, label="Report number", longest=40)
    meeting_on = DayField(label="Day of the meeting")

    def clean_report_number(self):
        return " ".join(self.cleaned_data["report_number"].split())
