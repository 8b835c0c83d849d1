"""Writes about people whom no board has asked for."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from boards import audit
from boards.models import Grant, User
from boards.roles import Role


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
