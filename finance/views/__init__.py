from finance.views.confirm import confirm
from finance.views.explanations import explanations
from finance.views.spending import spending

__all__ = ["confirm", "explanations", "spending"]
