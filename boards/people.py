"""Reads about the people of a board, for those who administer it and nobody else."""

from dataclasses import dataclass
from datetime import date, datetime

from boards.models import Grant
from boards.roles import Role

NEEDED = (Role.COMMISSIONER, Role.FINANCE_OFFICER, Role.SIGNATORY)


@dataclass(frozen=True)
class HeldRole:
    """One role of one person, as the list shows it."""

    pk: int
    email: str
    role: str
    organisation: str
    starts_on: date | None
    ends_on: date | None
    last_signed_in: datetime | None
    is_over: bool
    is_own: bool


def roles_of(board, user, on):
    """Every role ever given in a board, a list of HeldRole by address; `user` is who looks."""
    grants = Grant.objects.filter(board=board).select_related("user", "organisation", "signs_as")
    return [
        HeldRole(
            pk=grant.pk,
            email=grant.user.email,
            role=grant.role_in_words,
            organisation=grant.organisation.short_name if grant.organisation else "All partners",
            starts_on=grant.starts_on,
            ends_on=grant.ends_on,
            last_signed_in=grant.user.last_login,
            is_over=grant.is_over(on),
            is_own=grant.user_id == user.pk,
        )
        for grant in grants.order_by("user__email", "role", "pk")
    ]


def unheld_roles(board, on):
    """The names of the roles without which a report is not entered or signed, held by nobody."""
    held = set(Grant.objects.in_force(on).filter(board=board).values_list("role", flat=True))
    return [role.label for role in NEEDED if role not in held]
