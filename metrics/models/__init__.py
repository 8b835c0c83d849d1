from metrics.models.metric import Metric, Result, Revision, Target, TargetMonth

__all__ = ["Metric", "Result", "Revision", "Target", "TargetMonth"]
