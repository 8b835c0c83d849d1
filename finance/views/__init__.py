from finance.views.confirm import confirm
from finance.views.explanations import explanations
from finance.views.reading import budget, checks
from finance.views.spending import spending

__all__ = ["budget", "checks", "confirm", "explanations", "spending"]
