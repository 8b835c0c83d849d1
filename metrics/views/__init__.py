from metrics.views.metric import metric
from metrics.views.revisions import revisions

__all__ = ["metric", "revisions"]
