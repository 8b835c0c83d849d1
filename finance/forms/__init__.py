from finance.forms.explanations import ExplanationForm
from finance.forms.lines import Cell, LinesForm
from finance.forms.spending import SpendingForm, unstamped

__all__ = ["Cell", "ExplanationForm", "LinesForm", "SpendingForm", "unstamped"]
