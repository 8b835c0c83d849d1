from finance.views.confirm import confirm
from finance.views.explanations import explanations
from finance.views.reading import budget
from finance.views.spending import spending

__all__ = ["budget", "confirm", "explanations", "spending"]
