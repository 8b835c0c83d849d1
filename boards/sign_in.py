from datetime import timedelta
from functools import wraps

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import audit, drafts
from boards.models import AuditEvent, User
from boards.refusals import unless_it_fails

IN, OUT, FAILED, THROTTLED = (
    "sign_in.succeeded", "sign_in.ended", "sign_in.failed", "sign_in.throttled"
)  # fmt: skip
NOBODY, UNKNOWN = "nobody signed in", "an address without an account"
# Who goes on trying is told of once in the time for which they are refused.
TOLD_AGAIN_AFTER = timedelta(minutes=5)


def only_posts_count(view):
    """A page of the sign-in service whose limit on tries is not used up by who reads it.

    The service leaves out GET alone, so a probe by HEAD would count as somebody signing in.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def read_or_try(request, *args, **kwargs):
        if request.method == "HEAD":
            request.method = "GET"
        return view(request, *args, **kwargs)

    return read_or_try


def signed_in_lately(request):
    """Whether the person gave their password within the last ten minutes, to sign in or again.

    The sign-in service's own question does not count a sign-in.
    """
    records = get_authentication_records(request, request.user)
    now = timezone.now().timestamp()
    return bool(records) and now - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request):
    """To the page that asks for the password, and from there back here with what was typed."""
    back = request.get_full_path()
    if request.method == "POST":
        drafts.keep_posted(request, request.user)
        back = drafts.shown_at(drafts.place(request))
    return redirect_to_login(back, reverse("account_reauthenticate"))


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: people are added by an administrator.

    Who signs in, or tries to, stands in a trail of its own: here the service asks us
    before it does so, where its signals would tell us afterwards.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "Check your email address and password: one of them is not right"
        ),
        "enter_current_password": "Enter your current password",
        "too_many_login_attempts": "Too many wrong tries. Wait 5 minutes, then try again",
        "incorrect_password": "Enter your password again: it is not right",
    }

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Wrong tries count by account and address: nobody locks the owner out from elsewhere."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"

    @transaction.atomic
    def login(self, request, user):
        _record(IN, user.email, by=user)
        super().login(request, user)

    @transaction.atomic
    def logout(self, request):
        _record(OUT, request.user.email, by=request.user)
        super().logout(request)

    @transaction.atomic
    def set_password(self, user, password):
        is_own = self.request.user == user and not _by_link(self.request)
        _record(f"password.{'changed' if is_own else 'reset'}", user.email, by=user)
        super().set_password(user, password)

    def authentication_failed(self, request, **credentials):
        with unless_it_fails():
            _record(FAILED, _account(request, credentials))

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            with unless_it_fails():
                _record_throttled(_account(request, credentials))
            raise


def _record(kind, subject, by=NOBODY):
    audit.record_account(audit.Change(kind, subject), by=str(by), at=timezone.now())


def _record_throttled(account):
    told = AuditEvent.objects.filter(
        board=audit.ACCOUNTS, period="", kind=THROTTLED, subject=account
    )
    if not told.filter(at__gt=timezone.now() - TOLD_AGAIN_AFTER).exists():
        _record(THROTTLED, account)


def _account(request, credentials):
    """The address of the account that was tried; what else was typed may be a password."""
    if request.user.is_authenticated:
        return request.user.email
    user = User.objects.filter(email__iexact=credentials.get("email", "")).first()
    return user.email if user else UNKNOWN


def _by_link(request):
    """Whether a letter with a link led to the page, and not somebody who was signed in."""
    return request.resolver_match.url_name == "account_reset_password_from_key"
