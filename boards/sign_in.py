from functools import wraps

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts


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
    """Nobody signs up: people are added by an administrator."""

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
