"""People to practise with, for every role; their passwords are made at the first load."""

import os
import secrets
import string

from boards.models import Capacity, Grant, Organisation, User
from boards.roles import Role

DOMAIN = "demonstration.example"
ACCOUNTS = (
    ("commissioner", Role.COMMISSIONER, "COUNCIL"),
    ("finance.council", Role.FINANCE_OFFICER, "COUNCIL"),
    ("finance.icb", Role.FINANCE_OFFICER, "ICB"),
    ("clerk", Role.CLERK, "COUNCIL"),
    ("viewer", Role.VIEWER, None),
    ("area.administrator", Role.AREA_ADMINISTRATOR, "COUNCIL"),
    ("system.administrator", Role.SYSTEM_ADMINISTRATOR, None),
)
# Who signs, in which capacity, for which partner.
SIGNATORIES = (
    ("signatory", "director-of-adult-social-care", "COUNCIL"),
    ("signatory.finance", "finance-clearance", "COUNCIL"),
    ("signatory.icb", "icb-place-executive", "ICB"),
    ("signatory.section151", "section-151-officer", "COUNCIL"),
    ("signatory.chief.council", "chief-executive-council", "COUNCIL"),
    ("signatory.chief.icb", "chief-executive-icb", "ICB"),
    ("signatory.chair", "board-chair", None),
)
ALPHABET = string.ascii_lowercase + string.digits


def make_people():
    """The demonstration accounts with their passwords: a dict of email to password."""
    passwords = {}
    for name, *_ in ACCOUNTS + SIGNATORIES:
        email = f"{name}@{DOMAIN}"
        passwords[email] = _password()
        User.objects.create_user(email, passwords[email])
    return passwords


def account(name):
    return User.objects.get(email=f"{name}@{DOMAIN}")


def signatory(code):
    """The account that signs in a capacity."""
    names = {capacity: name for name, capacity, _ in SIGNATORIES}
    return account(names[code])


def grant_roles(board):
    """Give each demonstration account its role in a board."""
    for name, role, kind in ACCOUNTS:
        everywhere = role == Role.SYSTEM_ADMINISTRATOR
        Grant.objects.get_or_create(
            user=account(name),
            role=role,
            board=None if everywhere else board,
            organisation=Organisation.objects.filter(board=board, kind=kind).first(),
        )


def grant_signing(board):
    """Let each signatory of the demonstration sign in their capacity of a board."""
    for name, code, kind in SIGNATORIES:
        Grant.objects.create(
            user=account(name),
            role=Role.SIGNATORY,
            board=board,
            organisation=Organisation.objects.filter(board=board, kind=kind).first(),
            signs_as=Capacity.objects.filter(board=board, code=code).first(),
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
