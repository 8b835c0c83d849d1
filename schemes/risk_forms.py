"""What is typed about risks."""

from decimal import Decimal

from django import forms

from boards import formats
from boards.edit_forms import EditForm
from boards.forms import NumberField, TextField
from boards.numbers import Unit
from schemes.models import Impact, Likelihood
from schemes.register import Rating

RATED = ("likelihood", "impact", "money_at_risk", "comment")
LONGEST_STATUS = 300
DISPLAYS = {Unit.THOUSANDS: formats.thousands, Unit.POUNDS: formats.pounds_plain}


def scale(words):
    """The choices of a scale, each with its number: “2 Unlikely”."""
    return [("", "Select a rating"), *((value, f"{value} {text}") for value, text in words.choices)]


def rating_field(words, label):
    return forms.TypedChoiceField(
        choices=scale(words), coerce=int, empty_value=None, required=False, label=label
    )


class RatingForm(EditForm):
    """How likely, how bad, and how much money: the fields that every form of a risk asks for."""

    description = TextField(required=False, label="Risk", longest=1000)
    owner_role = TextField(required=False, label="Owner", longest=100)
    likelihood = rating_field(Likelihood, "Likelihood")
    impact = rating_field(Impact, "Impact")
    money_at_risk = NumberField(required=False, label="Money at risk")
    comment = TextField(required=False, label="Comment")

    def __init__(self, data=None, *, row, key, unit):
        super().__init__(data, row=row, key=key)
        self.unit = self.fields["money_at_risk"].unit = Unit[unit]

    def clean(self):
        cleaned = super().clean()
        self._require("description", "Enter what the risk is")
        self._require("owner_role", "Enter the role of the person who owns the risk")
        if self.needs_rating(cleaned):
            self._require("likelihood", "Select how likely the risk is")
            self._require("impact", "Select what its impact would be")
        if (cleaned.get("money_at_risk") or 0) < 0:
            self.add_error("money_at_risk", "Money at risk must be 0 or more")
        return cleaned

    def needs_rating(self, cleaned):
        return True

    def _require(self, name, message):
        value = self.cleaned_data.get(name)
        is_blank = value is None or (isinstance(value, str) and not value.strip())
        if is_blank and name not in self.errors:
            self.add_error(name, message)

    def in_words(self, name, value):
        if name == "money_at_risk" and value is not None:
            return DISPLAYS[self.unit](value)
        return super().in_words(name, value)

    @property
    def score(self):
        """Likelihood × impact as the boxes stand, None while one is empty."""
        likelihood, impact = (self.number(name) for name in ("likelihood", "impact"))
        return likelihood * impact if likelihood and impact else None

    def number(self, name):
        value = str(self[name].value() or "")
        return int(value) if value in {"1", "2", "3", "4", "5"} else None

    @property
    def selected(self):
        """What stands in the two lists."""
        return {name: self.number(name) or "" for name in ("likelihood", "impact")}


class NewRiskForm(RatingForm):
    def __init__(self, data=None, *, unit):
        super().__init__(data, row=None, key="", unit=unit)

    def rating(self):
        return Rating(**{name: self.cleaned_data[name] for name in RATED})


class RiskForm(RatingForm):
    """One risk; `row` is its RiskRow. Until it is checked the boxes propose the last rating."""

    checked = forms.BooleanField(required=False, label="Checked this quarter")

    def __init__(self, data=None, *, row, unit):
        super().__init__(data, row=row, key=row.reference, unit=unit)
        if row.latest:
            self.initial |= row.latest._asdict()
        money = self.initial.get("money_at_risk")
        self.initial["money_at_risk"] = None if money is None else DISPLAYS[self.unit](money)

    def needs_rating(self, cleaned):
        return self.row.is_reviewed or any(cleaned.get(name) for name in (*RATED, "checked"))

    def clean_money_at_risk(self):
        """A box left as it was shown is no change, so that display never rounds what is held."""
        text = self.data.get("money_at_risk", "").strip()
        for held in self._money_shown():
            if text == DISPLAYS[self.unit](held):
                return held
        return self.cleaned_data["money_at_risk"]

    def _money_shown(self):
        if stamp := self.shown("money_at_risk"):
            yield Decimal(stamp)
        elif self.row.latest and self.row.latest.money_at_risk is not None:
            yield self.row.latest.money_at_risk

    @property
    def is_review(self):
        """Whether this says how the risk stands now, rather than leave it unchecked."""
        return self.row.is_reviewed or self.cleaned_data["checked"] or self._is_rated_anew()

    def _is_rated_anew(self):
        before = self.row.previous or Rating(None, None, None, "")
        return any(self.cleaned_data[name] != getattr(before, name) for name in RATED)

    def asked(self):
        return ("description", "owner_role", *(RATED if self.is_review else ()))


class MitigationForm(EditForm):
    """How far one mitigation is; `row` is a Mitigated."""

    status = TextField(required=False, longest=LONGEST_STATUS)

    def __init__(self, data=None, *, row):
        super().__init__(data, row=row, key=row.order, prefix=f"mitigation-{row.order}")
        self.fields["status"].label = f"Status of mitigation {row.order}"
        self.initial["status"] = row.status or row.previous

    @property
    def hint(self):
        """What it was last quarter, while the risk is not checked: that is what the box holds."""
        return "" if self.row.status or not self.row.previous else "As last reported"

    def edits_of(self, is_review):
        """An old status that still stands is taken over only when the risk is checked."""
        stands = self.cleaned_data["status"] == self.row.previous and not self.row.status
        return [] if stands and not is_review else self.edits()


class AddedForm(EditForm):
    """Something else that is done about the risk."""

    action = TextField(required=False, label="Mitigation", longest=1000)
    status = TextField(required=False, label="Status of the new mitigation", longest=LONGEST_STATUS)

    def __init__(self, data=None):
        super().__init__(data, row=None, key="added", prefix="added")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") and not (cleaned.get("action") or "").strip():
            self.add_error("action", "Enter what is done about the risk")
        return cleaned

    def pair(self):
        """What was typed as (action, status); None where nothing was."""
        action, status = self.cleaned_data["action"].strip(), self.cleaned_data["status"].strip()
        return (action, status) if action else None


class RiskPage:
    """The forms of one risk, posted together: itself, its mitigations and a new one."""

    def __init__(self, data, *, row, unit):
        self.risk = RiskForm(data, row=row, unit=unit)
        self.mitigations = [MitigationForm(data, row=item) for item in row.mitigations]
        self.added = AddedForm(data)

    @property
    def forms(self):
        return [self.risk, *self.mitigations, self.added]

    def is_valid(self):
        return all([form.is_valid() for form in self.forms])

    def edits(self):
        statuses = [form.edits_of(self.risk.is_review) for form in self.mitigations]
        return [*self.risk.edits(), *(edit for found in statuses for edit in found)]

    def add_clashes(self, clashes):
        for form in (self.risk, *self.mitigations):
            form.add_clashes([clash for clash in clashes if clash.edit.row == form.key])

    def shown_stamps(self):
        return [pair for form in (self.risk, *self.mitigations) for pair in form.shown_stamps()]

    def to_mend(self):
        return [error for form in self.forms for error in form.to_mend()]
