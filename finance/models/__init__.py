from finance.models.money import Addition, Allocation, Basis, ExpenditureLine, LineReturn
from finance.models.paste import Paste, PastedFigure

__all__ = [
    "Addition",
    "Allocation",
    "Basis",
    "ExpenditureLine",
    "LineReturn",
    "Paste",
    "PastedFigure",
]
