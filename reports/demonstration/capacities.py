"""Who signs what in a board, from its fixture folder, by the real action."""

from boards.actions import ask_to_sign
from boards.models import Organisation
from boards.workflow import Part
from reports.demonstration.reading import table


def load_capacities(board, folder, *, by, at):
    """Ask for a signature in each capacity, on each kind of paper that it is for."""
    partners = {item.short_name: item for item in Organisation.objects.filter(board=board)}
    for capacity in table(folder, "board.toml").get("capacities", []):
        for paper in capacity["papers"]:
            ask_to_sign(
                board=board,
                paper=paper,
                code=capacity["code"],
                title=capacity["title"],
                organisation=partners.get(capacity.get("organisation")),
                parts=[Part(part) for part in capacity.get("covers", Part.values)],
                by=by,
                at=at,
            )
