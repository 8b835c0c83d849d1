"""Which role may do what in which states: the one table that the code reads."""

from enum import StrEnum, auto

from boards.roles import Role
from boards.workflow import SIGNED, Move, Part, Status

DRAFT = frozenset({Status.DRAFT})
EVERY_STATE = frozenset(Status)
AFTER_DRAFT = EVERY_STATE - DRAFT
WITH_SIGNATORIES = frozenset({Status.WITH_SIGNATORIES})
BEFORE_SIGNED = DRAFT | WITH_SIGNATORIES
WITH_OR_SIGNED = WITH_SIGNATORIES | {Status.SIGNED}
ONLY_SIGNED = frozenset({Status.SIGNED})
PUBLISHED = frozenset({Status.PUBLISHED})


class Permission(StrEnum):
    VIEW_FIGURES = auto()
    EDIT_METRICS = auto()
    EDIT_SPENDING = auto()
    EXPLAIN_SPENDING = auto()
    EDIT_FUND = auto()
    EDIT_NARRATIVES = auto()
    VIEW_COMMENTS = auto()
    ADD_COMMENT = auto()
    EXPORT_WORKBOOK = auto()
    DOWNLOAD_PAPER = auto()
    EDIT_LATE_FIELDS = auto()
    SEND = auto()
    TAKE_BACK = auto()
    REQUEST_CHANGES = auto()
    SIGN = auto()
    SIGN_RETURN = auto()
    RELEASE = auto()
    PUBLISH = auto()
    WITHDRAW = auto()
    CORRECT = auto()
    RECORD_FACT = auto()
    VIEW_TRAIL = auto()
    EXPORT_TRAIL = auto()
    MANAGE_PEOPLE = auto()
    OPEN_QUARTER = auto()
    MANAGE_SCHEMES = auto()


_READS_ALL = {
    Permission.VIEW_FIGURES: EVERY_STATE,
    Permission.EXPORT_WORKBOOK: EVERY_STATE,
    Permission.DOWNLOAD_PAPER: EVERY_STATE,
}
_ENTERS = _READS_ALL | {
    Permission.EDIT_METRICS: DRAFT,
    Permission.EDIT_SPENDING: DRAFT,
    Permission.EXPLAIN_SPENDING: DRAFT,
    Permission.EDIT_NARRATIVES: DRAFT,
    Permission.VIEW_COMMENTS: EVERY_STATE,
    Permission.ADD_COMMENT: BEFORE_SIGNED,
    Permission.SEND: DRAFT,
    Permission.TAKE_BACK: WITH_SIGNATORIES,
    Permission.VIEW_TRAIL: EVERY_STATE,
}
# Of a board as a whole, whatever state its reports are in.
_OPENS = {Permission.MANAGE_PEOPLE: EVERY_STATE, Permission.OPEN_QUARTER: EVERY_STATE}
ENTERING_ROLES = frozenset({Role.COMMISSIONER, Role.FINANCE_OFFICER})
READING = frozenset(
    {
        Permission.VIEW_FIGURES,
        Permission.EXPORT_WORKBOOK,
        Permission.DOWNLOAD_PAPER,
        Permission.VIEW_COMMENTS,
        Permission.VIEW_TRAIL,
        Permission.EXPORT_TRAIL,
    }
)
# Which part of the report each permission changes.
PART_CHANGED = {
    Permission.EDIT_METRICS: Part.PERFORMANCE,
    Permission.EDIT_SPENDING: Part.SPENDING,
    Permission.EXPLAIN_SPENDING: Part.SPENDING,
    Permission.EDIT_FUND: Part.SPENDING,
    Permission.EDIT_NARRATIVES: Part.TEXT,
}
# Which way from state to state each permission opens.
MOVED = {
    Permission.SEND: Move.SEND,
    Permission.TAKE_BACK: Move.TAKE_BACK,
    Permission.REQUEST_CHANGES: Move.REQUEST_CHANGES,
    Permission.SIGN: Move.SIGN,
    Permission.PUBLISH: Move.PUBLISH,
    Permission.CORRECT: Move.CORRECT,
}
ADMINISTERING = frozenset({*_OPENS, Permission.MANAGE_SCHEMES})
GRANTS = {
    Role.VIEWER: {
        Permission.VIEW_FIGURES: AFTER_DRAFT,
        Permission.DOWNLOAD_PAPER: AFTER_DRAFT,
    },
    Role.COMMISSIONER: _ENTERS,
    Role.FINANCE_OFFICER: _ENTERS
    | {
        Permission.EDIT_FUND: DRAFT,
        Permission.CORRECT: SIGNED,
    },
    Role.CLERK: _READS_ALL
    | {
        Permission.VIEW_COMMENTS: AFTER_DRAFT,
        Permission.ADD_COMMENT: WITH_OR_SIGNED,
        Permission.EDIT_LATE_FIELDS: EVERY_STATE,
        Permission.RELEASE: WITH_OR_SIGNED,
        Permission.PUBLISH: ONLY_SIGNED,
        Permission.WITHDRAW: PUBLISHED,
        Permission.RECORD_FACT: SIGNED,
        Permission.VIEW_TRAIL: AFTER_DRAFT,
    },
    Role.SIGNATORY: _READS_ALL
    | {
        Permission.VIEW_COMMENTS: AFTER_DRAFT,
        Permission.ADD_COMMENT: WITH_SIGNATORIES,
        Permission.REQUEST_CHANGES: WITH_SIGNATORIES,
        Permission.SIGN: WITH_SIGNATORIES,
        Permission.SIGN_RETURN: AFTER_DRAFT,
        Permission.WITHDRAW: PUBLISHED,
        Permission.CORRECT: SIGNED,
        Permission.RECORD_FACT: SIGNED,
        Permission.VIEW_TRAIL: AFTER_DRAFT,
        Permission.EXPORT_TRAIL: AFTER_DRAFT,
    },
    Role.AREA_ADMINISTRATOR: _READS_ALL
    | {
        Permission.VIEW_COMMENTS: EVERY_STATE,
        Permission.ADD_COMMENT: BEFORE_SIGNED,
        Permission.REQUEST_CHANGES: WITH_SIGNATORIES,
        Permission.WITHDRAW: PUBLISHED,
        Permission.CORRECT: SIGNED,
        Permission.VIEW_TRAIL: EVERY_STATE,
        Permission.EXPORT_TRAIL: EVERY_STATE,
    }
    | _OPENS
    | {Permission.MANAGE_SCHEMES: EVERY_STATE},
    Role.SYSTEM_ADMINISTRATOR: _OPENS,
}
