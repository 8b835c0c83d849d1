"""Whose task a part of a report is: read once for a whole page."""

from collections import defaultdict
from dataclasses import dataclass

from boards import subjects
from boards.kept import kept
from boards.models import Owner

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


def owners(quarter, user) -> Owners:
    """The Owners of the parts of a quarter, as one person sees them; it carries `allowed`."""
    return owners_of_boards([quarter], user)[quarter.board_id]


def owners_of_boards(quarters, user) -> dict[int, Owners]:
    """The Owners of the board of each quarter by its id, in one query for all of them."""
    enters_for = {quarter.board_id: quarter.allowed.enters_for for quarter in quarters}
    titles, mine = defaultdict(dict), defaultdict(set)
    for board, subject, title, person, organisation in _held(quarters):
        titles[board][subject] = title
        # A part with no person yet is its organisation's: of those who enter figures for it.
        if user.pk == person or (person is None and organisation in enters_for[board]):
            mine[board].add(subject)
    return {board: Owners(titles[board], frozenset(mine[board])) for board in enters_for}


@kept
def _held(quarters):
    boards = {quarter.board_id for quarter in quarters}
    held = Owner.objects.filter(board__in=boards).order_by()
    return list(held.values_list("board", "subject", "title", "user", "organisation"))
