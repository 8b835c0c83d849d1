from allauth.account.adapter import DefaultAccountAdapter


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
