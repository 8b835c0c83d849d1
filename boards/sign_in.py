from functools import wraps

from allauth.account.adapter import DefaultAccountAdapter
from django.views.decorators.http import require_http_methods


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
