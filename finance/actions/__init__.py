"""Writes about money."""

from finance.actions.pastes import CannotUndo, record_paste, undo_paste
from finance.actions.spending import confirm_reviewed, record_spending

__all__ = [
    "CannotUndo",
    "confirm_reviewed",
    "record_paste",
    "record_spending",
    "undo_paste",
]
