"""The short forms by which money is moved between lines, and from one year to the next."""

from django import forms

from boards.days import DayField
from boards.forms import NumberField, TextField
from finance.units import EXACT

LONGEST_REASON = 1000


class MoneyForm(forms.Form):
    """An amount in the board's unit and a reason, in the sentences that ask for either."""

    amount = NumberField(required=False, label="Amount")
    reason = TextField(required=False, label="Reason", longest=LONGEST_REASON)

    def __init__(self, data=None, *, unit):
        super().__init__(data)
        self.fields["amount"].unit = unit

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is None:
            raise forms.ValidationError("Enter the amount")
        if amount <= 0:
            raise forms.ValidationError("Amount must be more than 0")
        return amount

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError(self.no_reason)
        return reason


class VirementForm(MoneyForm):
    """Plan money moved between two of the lines given, as pairs of (id, name)."""

    no_reason = "Enter why the money is moved"
    taken_from = forms.TypedChoiceField(label="From which line?", coerce=int)
    given_to = forms.TypedChoiceField(label="To which line?", coerce=int)
    agreed_on = DayField(label="Day it was agreed")
    field_order = ("taken_from", "given_to", "amount", "agreed_on", "reason")

    def __init__(self, data=None, *, unit, lines):
        super().__init__(data, unit=unit)
        for name, words in (("taken_from", "taken from"), ("given_to", "given to")):
            _offer(self.fields[name], lines, f"Select the line that the money is {words}")

    def clean_agreed_on(self):
        day = self.cleaned_data["agreed_on"]
        if day is None:
            raise forms.ValidationError("Enter the day it was agreed")
        return day


class CarryForwardForm(MoneyForm):
    """Part of what one of the Underspends given does not spend."""

    no_reason = "Enter why the money is to be carried forward"
    line = forms.TypedChoiceField(label="From which line?", coerce=int)
    field_order = ("line", "amount", "reason")

    def __init__(self, data=None, *, unit, underspends):
        super().__init__(data, unit=unit)
        lines = [
            (str(item.line), f"{item.reference} {item.name}: {EXACT[unit](item.left)} under plan")
            for item in underspends
        ]
        _offer(self.fields["line"], lines, "Select the line that does not spend the money")


class ProposalForm(forms.Form):
    """What becomes of a proposal."""

    AGREE, WITHDRAW = "agree", "withdraw"
    WORDS = "Select whether the proposal is agreed or withdrawn"
    answer = forms.ChoiceField(
        choices=[(AGREE, "It is agreed"), (WITHDRAW, "It is withdrawn")],
        error_messages={"required": WORDS, "invalid_choice": WORDS},
    )


def _offer(field, lines, words):
    field.choices = [("", "Select a line"), *lines]
    field.error_messages |= {"required": words, "invalid_choice": words, "invalid": words}


def named(lines):
    """The lines as a list offers them: pairs of (id, name), with streams where they are needed."""
    counted = {}
    for line in lines:
        counted[line.scheme_id] = counted.get(line.scheme_id, 0) + 1
    return [
        (
            str(line.pk),
            f"{line.scheme}, {line.stream}" if counted[line.scheme_id] > 1 else str(line.scheme),
        )
        for line in lines
    ]
