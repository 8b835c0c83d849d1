"""Loading the demonstration into an empty database, whole or not at all."""

from django.db import transaction

from boards.models import Board, User
from reports.demonstration.accounts import (
    account,
    grant_roles,
    grant_signing,
    is_demonstration,
    make_people,
)
from reports.demonstration.capacities import load_capacities
from reports.demonstration.catalogues import load_catalogues
from reports.demonstration.owners import load_owners
from reports.demonstration.plan import load_board, load_plan
from reports.demonstration.quarter import load_quarter
from reports.demonstration.reading import exists, folders

ENTERED_BY, ADMINISTERED_BY = "commissioner", "area.administrator"


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
    for folder in folders():
        if exists(folder, "board.toml") and not Board.objects.filter(slug=folder).exists():
            _load(folder, at)
    return passwords


def _refuse_other_data():
    others = [user for user in User.objects.all() if not is_demonstration(user)]
    if others or Board.objects.filter(is_demonstration=False).exists():
        raise NotADemonstration(
            "This database holds boards or people that are not of the demonstration. "
            "Nothing was loaded. Set DATABASE_URL to an empty database to see the demonstration."
        )


def _load(folder, at):
    """A board from its folder: a folder for each year and each quarter, such as 2023-24-q3."""
    board = load_board(folder)
    grant_roles(board)
    load_capacities(board, folder, by=account(ADMINISTERED_BY), at=at)
    grant_signing(board)
    load_owners(board, folder)
    for year in folders(folder, like="????-??"):
        load_plan(board, int(year[:4]), folder, year)
    by = account(ENTERED_BY)
    for quarter in folders(folder, like="????-??-q?"):
        load_quarter(board, folder, quarter, by=by, at=at)
