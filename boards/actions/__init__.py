"""Writes about people, their roles, and what they tell each other about a report."""

from boards.actions.capacities import CannotAsk, ask_to_sign, change_capacity, end_capacity
from boards.actions.comments import add_comment
from boards.actions.grants import CannotGrant, change_grant, end_grant, give_role, record_invitation
from boards.actions.people import CannotCreate, create_administrator

__all__ = [
    "CannotAsk",
    "CannotCreate",
    "CannotGrant",
    "add_comment",
    "ask_to_sign",
    "change_capacity",
    "change_grant",
    "create_administrator",
    "end_capacity",
    "end_grant",
    "give_role",
    "record_invitation",
]
