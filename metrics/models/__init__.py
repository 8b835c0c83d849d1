from metrics.models.effect import SchemeEffect
from metrics.models.metric import Metric, Result, Revision, Target, TargetMonth

__all__ = ["Metric", "Result", "Revision", "SchemeEffect", "Target", "TargetMonth"]
