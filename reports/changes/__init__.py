"""What differs between two versions of a paper, worked out from the two frozen values alone."""

from reports.changes.compare import changes
from reports.changes.values import Changed

__all__ = ["Changed", "changes"]
