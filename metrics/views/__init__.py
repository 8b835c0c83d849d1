from metrics.views.effects import effects
from metrics.views.metric import metric
from metrics.views.revisions import revisions

__all__ = ["effects", "metric", "revisions"]
