"""People join the training board: `python -m tests.faults.joining '[[email, role, …], …]'`."""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from boards.actions import give_role  # noqa: E402
from boards.models import Board, Organisation, User  # noqa: E402

ADMINISTRATOR = "area.administrator@demonstration.example"


def join(email, role, kind, password):
    """A role by the board's administrator, and the password that its owner would choose."""
    board = Board.objects.get(slug="training")
    grant = give_role(
        board=board, email=email, role=role,
        organisation=Organisation.objects.filter(board=board, kind=kind).first(),
        starts_on=None, ends_on=None,
        by=User.objects.get(email=ADMINISTRATOR), at=timezone.now(),
    )  # fmt: skip
    grant.user.set_password(password)
    grant.user.save()


if __name__ == "__main__":
    for person in json.loads(sys.argv[1]):
        join(*person)
