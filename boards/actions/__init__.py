"""Writes about people, their roles, and what they tell each other about a report."""

from boards.actions.comments import add_comment
from boards.actions.grants import CannotGrant, change_grant, end_grant, give_role, record_invitation
from boards.actions.people import CannotCreate, create_administrator

__all__ = [
    "CannotCreate",
    "CannotGrant",
    "add_comment",
    "change_grant",
    "create_administrator",
    "end_grant",
    "give_role",
    "record_invitation",
]
