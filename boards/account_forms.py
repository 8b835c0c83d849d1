"""The sign-in service's own forms, saying in our words what to enter."""

from allauth.account import forms

EMAIL, PASSWORD = "Enter your email address", "Enter your password"


def ask(form, **messages):
    """Give each named field of a form its message for when it is left blank."""
    for name, message in messages.items():
        if name in form.fields:
            form.fields[name].error_messages["required"] = message


class LoginForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, login=EMAIL, password=PASSWORD)


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, email=EMAIL)


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(
            self,
            oldpassword="Enter your current password",
            password1="Enter a new password",
            password2="Enter the new password again",
        )
