"""Acts on the report of a quarter as a whole; each keeps in the trail what it did."""

from reports.actions.facts import CannotRecord, publish, record_fact
from reports.actions.files import (
    File,
    export_addendum,
    export_dates,
    export_expenditure,
    export_history,
    export_paper,
    export_workbook,
)
from reports.actions.late import record_late_fields
from reports.actions.moves import correct, request_changes, take_back
from reports.actions.sections import record_section
from reports.actions.sending import CannotSend, send
from reports.actions.signing import AlreadySigned, OwnWork, sign
from reports.moving import NotAsShown

__all__ = [
    "AlreadySigned",
    "CannotRecord",
    "CannotSend",
    "File",
    "NotAsShown",
    "OwnWork",
    "correct",
    "export_addendum",
    "export_dates",
    "export_history",
    "export_paper",
    "export_expenditure",
    "export_workbook",
    "publish",
    "record_fact",
    "record_late_fields",
    "record_section",
    "request_changes",
    "send",
    "sign",
    "take_back",
]
