"""People to practise with, one per role; their passwords are made at the first load."""

import os
import secrets
import string

from boards.models import Grant, Organisation, User
from boards.roles import Role

DOMAIN = "demonstration.example"
ACCOUNTS = (
    ("commissioner", Role.COMMISSIONER, "COUNCIL"),
    ("finance.council", Role.FINANCE_OFFICER, "COUNCIL"),
    ("finance.icb", Role.FINANCE_OFFICER, "ICB"),
    ("clerk", Role.CLERK, "COUNCIL"),
    ("signatory", Role.SIGNATORY, "COUNCIL"),
    ("viewer", Role.VIEWER, None),
    ("area.administrator", Role.AREA_ADMINISTRATOR, "COUNCIL"),
    ("system.administrator", Role.SYSTEM_ADMINISTRATOR, None),
)
ALPHABET = string.ascii_lowercase + string.digits


def make_people():
    """The demonstration accounts with their passwords: a dict of email to password."""
    passwords = {}
    for name, _, _ in ACCOUNTS:
        email = f"{name}@{DOMAIN}"
        passwords[email] = _password()
        User.objects.create_user(email, passwords[email])
    return passwords


def grant_roles(board):
    """Give each demonstration account its role in a board."""
    for name, role, kind in ACCOUNTS:
        everywhere = role == Role.SYSTEM_ADMINISTRATOR
        Grant.objects.get_or_create(
            user=User.objects.get(email=f"{name}@{DOMAIN}"),
            role=role,
            board=None if everywhere else board,
            organisation=Organisation.objects.filter(board=board, kind=kind).first(),
        )


def is_demonstration(user):
    return user.email.endswith(f"@{DOMAIN}")


def save_passwords(passwords, path):
    """Keep the passwords in a file that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [f"{email:45} {password}\n" for email, password in passwords.items()]
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(lines)


def _password():
    """Four groups of four, easy to type: about 82 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
