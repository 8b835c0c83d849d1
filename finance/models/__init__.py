from finance.models.money import (
    Addition,
    Allocation,
    Basis,
    ExpenditureLine,
    IncomeReturn,
    LineReturn,
)
from finance.models.paste import Paste, PastedFigure
from finance.models.plan import (
    CarryForward,
    LineMonth,
    PrintedFigure,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
    Virement,
)
from finance.models.statement import Statement, StatementLine

__all__ = [
    "Addition",
    "Allocation",
    "Basis",
    "CarryForward",
    "ExpenditureLine",
    "IncomeReturn",
    "LineMonth",
    "LineReturn",
    "Paste",
    "PastedFigure",
    "PrintedFigure",
    "Reserve",
    "ReserveBalance",
    "RiskShare",
    "SpendingMinimum",
    "Statement",
    "StatementLine",
    "Virement",
]
