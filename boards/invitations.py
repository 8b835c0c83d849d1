"""The letters that go with roles: to the person, and to those who administer the board."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from boards.models import Grant
from boards.roles import Role

TOLD_TO_ADMINISTRATORS = (Role.SIGNATORY, Role.AREA_ADMINISTRATOR)


def send_invitation(request, grant, *, at):
    """Tell the person of their role, with a link to set a password where they have none.

    Returns whether the letter was taken for delivery.
    """
    context = {
        "grant": grant,
        "address": request.build_absolute_uri(reverse("reports:home")),
        "link": "" if grant.user.has_usable_password() else _link(request, grant.user),
        "works_until": at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    }
    return _send("invitation", context, [grant.user.email])


def tell_administrators(grant, *, by, on):
    """Tell all administrators of the board who was given a weighty role; whether that worked."""
    if grant.role not in TOLD_TO_ADMINISTRATORS:
        return True
    told = Grant.objects.in_force(on).administrators(grant.board).exclude(user=grant.user)
    addresses = sorted(set(told.values_list("user__email", flat=True)))
    letters = [_send("role_given", {"grant": grant, "by": by}, [email]) for email in addresses]
    return all(letters)


def _link(request, user):
    """The address at which a password can be set, once."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return get_adapter(request).get_reset_password_from_key_url(key)


def _send(letter, context, to):
    """Whether the letter was sent; a mail server that fails undoes nothing that was saved."""
    subject = f"{context['grant'].get_role_display()} of {context['grant'].board.name}"
    text = render_to_string(f"boards/email/{letter}.txt", context)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, to)
    except OSError:
        return False
    return True
