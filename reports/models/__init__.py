from reports.models.paper import CoverItem, Paper, PaperSection
from reports.models.snapshot import ChangeRequest, DatedFact, PaperFile, Signature, Snapshot

__all__ = [
    "ChangeRequest",
    "CoverItem",
    "DatedFact",
    "Paper",
    "PaperFile",
    "PaperSection",
    "Signature",
    "Snapshot",
]
