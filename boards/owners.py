"""Whose task a part of a report is: read once for a whole page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from boards import subjects
from boards.models import Grant, Owner
from boards.roles import Role

ENTERING_ROLES = (Role.COMMISSIONER, Role.FINANCE_OFFICER)
_LINE = subjects.scheme("")


@dataclass(frozen=True)
class Owners:
    """The titles of the owners by subject, and which subjects are one person's own."""

    titles: dict[str, str]
    mine: frozenset[str]

    def title(self, subject, otherwise=""):
        """“Falls lead”, or `otherwise` where the part has no owner."""
        return self.titles.get(subject, otherwise)

    def has(self, subject):
        """Whether a part is the person's own; spending is, as soon as one line of it is."""
        if subject == subjects.SPENDING and any(own.startswith(_LINE) for own in self.mine):
            return True
        return subject in self.mine


def owners(quarter, user, on) -> Owners:
    """The Owners of the parts of a quarter, as one person sees them."""
    return owners_of_boards([quarter.board_id], user, on)[quarter.board_id]


def owners_of_boards(boards, user, on) -> dict[int, Owners]:
    """The Owners of each board by its id, in one query for all of them."""
    titles, mine = defaultdict(dict), defaultdict(set)
    for board, subject, title, is_mine in _marked(boards, user, on):
        titles[board][subject] = title
        if is_mine:
            mine[board].add(subject)
    return {board: Owners(titles[board], frozenset(mine[board])) for board in boards}


def _marked(boards, user, on):
    """A part with no person yet is its organisation's: of those who enter figures for it."""
    entering = Grant.objects.in_force(on).filter(
        user=user,
        role__in=ENTERING_ROLES,
        board=OuterRef("board"),
        organisation=OuterRef("organisation"),
    )
    is_mine = Q(user=user) | Q(Exists(entering), user__isnull=True)
    rows = Owner.objects.filter(board__in=boards).annotate(is_mine=is_mine).order_by()
    return rows.values_list("board", "subject", "title", "is_mine")
