"""What is typed about the plan: the statement of a section, and its actions on one page."""

from django import forms

from boards.days import DayField
from boards.edit_forms import EditForm, EditForms
from boards.forms import TextField
from schemes.models import ActionUpdate, ConditionStatement
from schemes.progress import same_words

MET = ConditionStatement.Answer.MET
SHORTFALL = ("because", "by_when")
VERBS = {
    ConditionStatement.Answer.NOT_IN_FULL: "is not met in full",
    ConditionStatement.Answer.NOT_MET: "is not met",
}


class SectionForm(EditForm):
    """A section as a whole; `row` is its SectionProgress."""

    answer = forms.ChoiceField(
        choices=ConditionStatement.Answer.choices, required=False, label="The answer"
    )
    because = TextField(required=False)
    by_when = DayField()
    summary = TextField(required=False, label="Summary")

    def __init__(self, data=None, *, row):
        super().__init__(data, row=row, key=row.code)
        self.fields["because"].label = f"Why {row.called} is not met"
        self.fields["by_when"].label = f"The date by which {row.called} will be met"
        if not row.is_condition:
            for name in ("answer", *SHORTFALL):
                del self.fields[name]

    def asked(self):
        """Why and by when stay as they are where they are not asked."""
        left = () if self.is_short else SHORTFALL
        return tuple(name for name in self.fields if name not in left)

    @property
    def is_short(self):
        return self.cleaned_data.get("answer") in VERBS

    def clean(self):
        cleaned = super().clean()
        if self.is_short:
            self._ask_for_reason(cleaned)
        elif cleaned.get("answer") == MET:
            self._drop_errors_of_hidden_fields()
        elif any(cleaned.get(name) for name in SHORTFALL):
            self.add_error("answer", f"Select whether {self.row.called} is met")
        return cleaned

    def _ask_for_reason(self, cleaned):
        if not (cleaned.get("because") or "").strip() and "because" not in self.errors:
            verb = VERBS[cleaned["answer"]]
            self.add_error("because", f"Enter why {self.row.called} {verb}")
        if cleaned.get("by_when") is None and "by_when" not in self.errors:
            self.add_error("by_when", f"Enter the date by which {self.row.called} will be met")

    def _drop_errors_of_hidden_fields(self):
        for name in SHORTFALL:
            self.errors.pop(name, None)

    @property
    def answers(self):
        """The radio buttons, with the one chosen."""
        chosen = self["answer"].value()
        return [
            {"value": value, "text": text, "checked": value == chosen}
            for value, text in zip(
                ConditionStatement.Answer.values, ("Yes", "Not in full", "No"), strict=True
            )
        ]

    @property
    def day(self):
        """The three boxes of the date as they stand."""
        value, widget = self["by_when"].value(), self.fields["by_when"].widget
        return value if isinstance(value, list) else widget.decompress(value)


class ActionForm(EditForm):
    """One action; `row` is its ActionProgress."""

    status = forms.ChoiceField(choices=ActionUpdate.Status.choices, required=False)
    progress = TextField(required=False)
    checked = forms.BooleanField(required=False)

    def __init__(self, data=None, *, row):
        super().__init__(data, row=row, key=row.reference, prefix=row.reference)
        self.fields["status"].label = f"Status of {row.reference}"
        self.fields["progress"].label = f"Progress of {row.reference}"
        self.fields["checked"].label = f"The tick of {row.reference}"

    def clean(self):
        """A tick on words that are not last quarter's says nothing, and is not kept."""
        cleaned = super().clean()
        words = cleaned.get("progress") or ""
        cleaned["checked"] = bool(
            cleaned.get("checked") and words and same_words(words, self.row.previous)
        )
        return cleaned

    @property
    def statuses(self):
        chosen = self["status"].value()
        return [
            {"value": value, "text": text, "checked": value == chosen}
            for value, text in ActionUpdate.Status.choices
        ]


class ActionsForm(EditForms):
    """Every action of a section on one page; `copied` is the one whose old words were taken."""

    def __init__(self, actions, data=None):
        self.copied = _copied(actions, data)
        if self.copied:
            data = data.copy()
            data[f"{self.copied.reference}-progress"] = self.copied.previous
        rows = [ActionForm(data, row=action) for action in actions]
        super().__init__(rows, is_bound=data is not None)

    def is_valid(self):
        return not self.copied and super().is_valid()


def _copied(actions, data):
    """The action whose button “Copy and edit” was pressed."""
    for action in actions if data else ():
        if f"copy-{action.reference}" in data:
            return action
    return None
