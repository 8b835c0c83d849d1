"""Loading the demonstration into an empty database, whole or not at all."""

from django.db import transaction

from boards.models import Board, User
from reports.demonstration.accounts import grant_roles, is_demonstration, make_people
from reports.demonstration.catalogues import load_catalogues
from reports.demonstration.plan import load_board, load_plan
from reports.demonstration.quarter import load_quarter

BOARDS = (("bromley", {"2023-24": 2023}, ("2023-24-q3",)),)
ENTERED_BY = "commissioner@demonstration.example"


class NotADemonstration(Exception):
    """The database holds something else; nothing was loaded."""


@transaction.atomic
def load_demonstration(*, at):
    """Load what is not there yet; returns the passwords made, empty when all was there.

    Raises NotADemonstration when a board or person is not of the demonstration.
    """
    _refuse_other_data()
    load_catalogues()
    passwords = {} if User.objects.exists() else make_people()
    for folder, years, quarters in BOARDS:
        if not Board.objects.filter(slug=folder).exists():
            _load(folder, years, quarters, at)
    return passwords


def _refuse_other_data():
    others = [user for user in User.objects.all() if not is_demonstration(user)]
    if others or Board.objects.filter(is_demonstration=False).exists():
        raise NotADemonstration(
            "This database holds boards or people that are not of the demonstration. "
            "Nothing was loaded. Set DATABASE_URL to an empty database to see the demonstration."
        )


def _load(folder, years, quarters, at):
    board = load_board(folder)
    grant_roles(board)
    for name, year in years.items():
        load_plan(board, year, folder, name)
    by = User.objects.get(email=ENTERED_BY)
    for quarter in quarters:
        load_quarter(board, folder, quarter, by=by, at=at)
