"""Fields of the cover that nobody signs, as their page shows them."""

from reports.board_paper.content import NoPaper
from reports.copies import late_fields
from reports.models import Paper


def late_row(quarter):
    """The Late fields of a report as it stands; raises NoPaper where no cover was begun."""
    if not Paper.objects.filter(quarter=quarter).exists():
        raise NoPaper(f"{quarter} has no board paper yet. Begin its cover sheet first.")
    return late_fields(quarter)
