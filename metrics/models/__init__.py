from metrics.models.metric import Metric, Result, Target

__all__ = ["Metric", "Result", "Target"]
