"""Reads of the plan of a year around its lines."""

from boards.kept import kept
from finance.fund import (
    Carried,
    FundReport,
    HeldReserve,
    Minimum,
    MovedMoney,
    Printed,
    SharedRisk,
)
from finance.models import (
    CarryForward,
    PrintedFigure,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
    Virement,
)


@kept
def fund_report(quarter):
    """The FundReport of a quarter: what was agreed by its end."""
    return FundReport(
        virements=tuple(_virements(quarter)),
        carried=tuple(_carried(quarter)),
        reserves=tuple(_reserves(quarter)),
        risk_shares=tuple(_risk_shares(quarter)),
        minima=tuple(_minima(quarter)),
        printed=tuple(_printed(quarter)),
    )


def _of_the_year(model, quarter):
    return model.objects.filter(board=quarter.board_id, year=quarter.year)


def _of_its_lines(model, quarter, end="line"):
    scheme = f"{end}__scheme"
    return model.objects.filter(
        **{f"{scheme}__board": quarter.board_id, f"{scheme}__year": quarter.year}
    )


def _virements(quarter):
    held = _of_its_lines(Virement, quarter, "taken_from").filter(
        agreed_on__lte=quarter.key.last_day
    )
    for item in held.select_related("taken_from__scheme", "given_to__scheme"):
        yield MovedMoney(
            agreed_on=item.agreed_on,
            amount=item.amount,
            taken_from=str(item.taken_from.scheme),
            given_to=str(item.given_to.scheme),
            reason=item.reason,
        )


def _carried(quarter):
    held = _of_its_lines(CarryForward, quarter).filter(
        withdrawn_on__isnull=True, proposed_on__lte=quarter.key.last_day
    )
    for item in held.select_related("line__scheme", "line__stream"):
        yield Carried(
            reference=item.line.scheme.reference,
            name=item.line.scheme.name,
            stream=item.line.stream.name if item.line.stream else "",
            amount=item.amount,
            reason=item.reason,
            proposed_on=item.proposed_on,
            agreed_on=item.agreed_on,
        )


def _reserves(quarter):
    years = (quarter.year - 1, quarter.year)
    held = ReserveBalance.objects.filter(reserve__board=quarter.board_id, year__in=years)
    found = {}
    for item in held.select_related("reserve"):
        found.setdefault(item.reserve, {})[item.year] = item
    for reserve, by_year in found.items():
        last, this = (by_year.get(year) for year in years)
        notes = (reserve.note, *(item.note for item in (last, this) if item))
        yield HeldReserve(
            name=reserve.name,
            last_year=last and last.amount,
            this_year=this and this.amount,
            note=" ".join(filter(None, notes)),
        )


def _risk_shares(quarter):
    for item in _of_the_year(RiskShare, quarter).select_related("partner"):
        yield SharedRisk(item.partner.name, item.percent, item.note)


def _minima(quarter):
    held = {item.kind: item for item in _of_the_year(SpendingMinimum, quarter)}
    for kind in SpendingMinimum.Kind:
        item = held.get(kind)
        yield (
            Minimum(kind, kind.label, item.amount, item.source)
            if item
            else Minimum(kind, kind.label)
        )


def _printed(quarter):
    for item in _of_the_year(PrintedFigure, quarter):
        yield Printed(item.kind, item.group, item.label, item.printed, item.source)
