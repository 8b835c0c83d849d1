"""What is asked when a report is signed or sent back."""

from django import forms

from boards.forms import TextField, error_list
from boards.workflow import Part

SIGN, BACK = "sign", "back"
LONGEST_REASON, LONGEST_AUTHORITY = 4_000, 200
WHICH = "Select what has to be changed"
WHY = "Enter why you are declining sign-off, so that the preparer can update the report"


class ReasonsForm(forms.Form):
    """The parts that have to be changed, each with why: `part-SPENDING` and `reason-SPENDING`."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for part in Part:
            self.fields[f"part-{part}"] = forms.BooleanField(required=False)
            self.fields[f"reason-{part}"] = TextField(
                label=f"Why {part.label.lower()} has to be changed",
                longest=LONGEST_REASON,
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        if self.asks_for_changes:
            self._check_reasons()
        return cleaned

    @property
    def asks_for_changes(self):
        return True

    def _check_reasons(self):
        ticked = [part for part in Part if self.cleaned_data.get(f"part-{part}")]
        if not ticked:
            self.add_error(f"part-{Part.PERFORMANCE}", WHICH)
        for part in ticked:
            name = f"reason-{part}"
            if name not in self.errors and not self.cleaned_data[name].strip():
                self.add_error(name, WHY)

    def reasons(self):
        """The texts by Part."""
        return {
            part: self.cleaned_data[f"reason-{part}"].strip()
            for part in Part
            if self.cleaned_data[f"part-{part}"]
        }

    def parts(self):
        """The boxes as they are drawn: for each Part its fields."""
        return [(part, self[f"part-{part}"], self[f"reason-{part}"]) for part in Part]

    @property
    def which(self):
        """The error at the boxes as a whole."""
        return next(iter(self.errors.get(f"part-{Part.PERFORMANCE}", ())), "")

    def to_mend(self):
        """The errors in the order of the fields, as FieldErrors."""
        return error_list(self)


class SignForm(ReasonsForm):
    """Signs a version in a capacity, or sends it back; `turn` is that of the person."""

    answer = forms.ChoiceField(
        choices=[(SIGN, "Sign"), (BACK, "Send back")],
        error_messages={"required": "Select whether you sign this report or send it back"},
    )
    capacity = forms.TypedChoiceField(coerce=int, required=False)
    authority = TextField(label="Authority", longest=LONGEST_AUTHORITY, required=False)
    digest = forms.CharField(required=False)

    def __init__(self, data=None, *, turn):
        super().__init__(data)
        self.turn = turn
        self.fields["capacity"].choices = [(item.pk, item.title) for item in turn.mine]

    def clean(self):
        cleaned = super().clean()
        signs = cleaned.get("answer") == SIGN
        if signs and not cleaned.get("capacity") and "capacity" not in self.errors:
            self.add_error("capacity", "Select in what capacity you sign")
        return cleaned

    @property
    def asks_for_changes(self):
        return self.cleaned_data.get("answer") == BACK

    @property
    def signs(self):
        return self.cleaned_data["answer"] == SIGN

    def chosen(self, name):
        """What is picked in a question, as its radios ask for it."""
        return {self[name].value(): True}
