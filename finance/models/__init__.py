from finance.models.money import Addition, Allocation, Basis, ExpenditureLine, LineReturn

__all__ = ["Addition", "Allocation", "Basis", "ExpenditureLine", "LineReturn"]
