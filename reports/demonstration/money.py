"""What a quarter says of income and of underspends, by the real actions."""

from boards.edits import Edit
from finance.funding.actions.carry_forwards import agree_carry_forward, propose_carry_forward
from finance.funding.actions.income import record_income
from finance.models import Allocation, ExpenditureLine
from reports.demonstration.reading import figure, rows


def load_money(quarter, *folder, by, at):
    """Enter what was received, then propose what is to be carried forward, and agree to some."""
    allocations = {
        (item.stream.code, item.partner.short_name if item.partner else ""): item.pk
        for item in Allocation.objects.filter(
            board=quarter.board, year=quarter.year
        ).select_related("stream", "partner")
    }
    edits = [
        Edit(
            allocations[record["stream"], record["partner"]],
            "received",
            "",
            figure(record["received"]),
        )
        for record in rows(*folder, "income.csv")
    ]
    record_income(quarter=quarter, edits=edits, by=by, at=at)
    for record in rows(*folder, "carry_forwards.csv"):
        _carry(quarter, record, by, at)


def _carry(quarter, record, by, at):
    line = ExpenditureLine.objects.get(
        scheme__board=quarter.board, scheme__reference=record["reference"]
    )
    proposal = propose_carry_forward(
        quarter=quarter,
        line=line.pk,
        amount=figure(record["amount"]),
        reason=record["reason"],
        by=by,
        at=at,
    )
    if record["agreed"]:
        agree_carry_forward(quarter=quarter, proposal=proposal.pk, by=by, at=at)
