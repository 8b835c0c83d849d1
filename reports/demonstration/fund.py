"""What changes or bounds the plan of a year, from its fixture folder."""

from boards.models import Organisation
from finance.models import (
    ExpenditureLine,
    LineMonth,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
    Virement,
)
from reports.demonstration.reading import figure, rows


def load_fund(board, year, *folder):
    """Make virements, months of plans, reserves, shares of risk and minima."""
    lines = {
        line.scheme.reference: line
        for line in ExpenditureLine.objects.filter(
            scheme__board=board, scheme__year=year
        ).select_related("scheme")
    }
    _virements(lines, rows(*folder, "virements.csv"))
    _months(lines, rows(*folder, "plan_months.csv"))
    _reserves(board, rows(*folder, "reserves.csv"))
    _risk_shares(board, year, rows(*folder, "risk_shares.csv"))
    _minima(board, year, rows(*folder, "minima.csv"))


def _virements(lines, records):
    for record in records:
        Virement.objects.create(
            taken_from=lines[record["taken_from"]],
            given_to=lines[record["given_to"]],
            amount=figure(record["amount"]),
            agreed_on=record["agreed_on"],
            reason=record["reason"],
        )


def _months(lines, records):
    """A row for each line, with a column for each month from April on."""
    for record in records:
        line = lines[record.pop("reference")]
        LineMonth.objects.bulk_create(
            LineMonth(line=line, month=month, amount=figure(amount))
            for month, amount in enumerate(record.values(), 1)
        )


def _reserves(board, records):
    """A row for each reserve and year; the year is that in which it starts."""
    for record in records:
        reserve, _ = Reserve.objects.get_or_create(
            board=board, name=record["name"], defaults={"note": record["note"]}
        )
        ReserveBalance.objects.create(
            reserve=reserve, year=record["year"], amount=figure(record["amount"])
        )


def _risk_shares(board, year, records):
    partners = {item.short_name: item for item in Organisation.objects.filter(board=board)}
    for record in records:
        RiskShare.objects.create(
            board=board,
            year=year,
            partner=partners[record["partner"]],
            percent=figure(record["percent"]),
            note=record["note"],
        )


def _minima(board, year, records):
    for record in records:
        SpendingMinimum.objects.create(
            board=board,
            year=year,
            kind=record["kind"],
            amount=figure(record["amount"]),
            source=record["source"],
        )
