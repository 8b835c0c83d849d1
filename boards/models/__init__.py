from boards.models.audit import AuditEvent, Trail
from boards.models.board import Board, Organisation
from boards.models.capacity import Capacity
from boards.models.comment import Comment
from boards.models.draft import Draft, Submission
from boards.models.owner import Owner
from boards.models.people import Grant, User
from boards.models.quarter import BoardQuarter, ReportingPeriod

__all__ = [
    "AuditEvent",
    "Board",
    "BoardQuarter",
    "Capacity",
    "Comment",
    "Draft",
    "Grant",
    "Organisation",
    "Owner",
    "ReportingPeriod",
    "Submission",
    "Trail",
    "User",
]
