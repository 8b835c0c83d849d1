from boards.texts import CannotKeepText, parse_text
from finance.forms.lines import LinesForm
from finance.models import LineReturn

CHOICES = {"main_reason": LineReturn.Reason, "money_use": LineReturn.MoneyUse}


class ExplanationForm(LinesForm):
    """Why each line that differs from plan does so, and what follows from it.

    `is_asked_all` tells for which lines every question is asked; of the others only the words.
    """

    fields = {
        "main_reason": "Main reason",
        "explanation": "Explanation",
        "effect": "Effect on people using the service",
        "money_use": "What will happen with the money",
    }

    def __init__(self, rows, *, is_asked_all, editable, data=None):
        self.is_asked_all = is_asked_all
        super().__init__(rows, editable=editable, data=data)

    def fields_of(self, row):
        if not self.is_asked_all(row):
            return ("explanation",)
        names = ("main_reason", "explanation", "effect", "money_use")
        return names if row.is_underspent else names[:-1]

    def display(self, text, field):
        return text

    def read(self, cell):
        choices = CHOICES.get(cell.field)
        if choices and cell.text not in choices.values:
            raise CannotKeepText("must be one of those listed")
        return parse_text(cell.text)
