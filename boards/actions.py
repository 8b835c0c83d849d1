"""Writes about people and boards, and what people tell each other about a report."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from boards import audit
from boards.models import BoardQuarter, Comment, Grant, User
from boards.permissions import Permission, permissions_of
from boards.roles import Role
from boards.workflow import ReportLocked


class CannotCreate(Exception):
    """The person cannot be made; the text says what to do."""


@transaction.atomic
def create_administrator(*, email, password, by, at):
    """Make a system administrator; `by` is text, as nobody is signed in yet."""
    if User.objects.filter(email__iexact=email).exists():
        raise CannotCreate(f"{email} is in use. Give another e-mail address.")
    try:
        validate_email(email)
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise CannotCreate(" ".join(error.messages)) from None
    user = User.objects.create_user(email, password)
    Grant.objects.create(user=user, role=Role.SYSTEM_ADMINISTRATOR)
    created = audit.Change("people.administrator.created", email)
    audit.record_installation(created, by=by, at=at)
    return user


@transaction.atomic
def add_comment(*, quarter, subject, text, by, at):
    """Keep a comment on a part of the report; sent twice in a row it is kept once.

    Raises ReportLocked where the person may not comment in the state that the report is in.
    """
    quarter = (
        BoardQuarter.objects.select_for_update(of=("self",))
        .select_related("board", "period")
        .get(pk=quarter.pk)
    )
    allowed = permissions_of(by, quarter)
    if Permission.ADD_COMMENT not in allowed.now:
        raise ReportLocked(quarter.status)
    last = Comment.objects.filter(quarter=quarter, subject=subject).last()
    if last and (last.by_id, last.text) == (by.pk, text):
        return last
    audit.record(audit.Change("comment.added", subject), quarter=quarter, by=by, at=at)
    return Comment.objects.create(
        quarter=quarter, subject=subject, text=text, by=by, role=allowed.role_names, at=at
    )
