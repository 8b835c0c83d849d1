"""Reads about income: what each stream brings in a year, and in the next where it is known."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from boards.kept import kept
from boards.totals import total
from finance.income_report import IncomeAddition, IncomeGroup, IncomeReport, IncomeRow
from finance.models import Addition, Allocation, Basis, IncomeReturn
from schemes.models import FundingStream

# Databases disagree on where a missing partner stands.
WITHOUT_FIRST = F("partner").asc(nulls_first=True)
CONFIRMED = Allocation.Certainty.CONFIRMED


@dataclass(frozen=True)
class Income:
    """What one stream brings in a year; amounts in pounds, uplifts in per cent."""

    stream: str
    name: str
    initial: Decimal | None
    additions: tuple[IncomeAddition, ...]
    uplift: Decimal | None
    uplift_next_year: Decimal | None

    @property
    def added(self):
        return total(item.amount for item in self.additions)

    @property
    def allocation(self):
        return None if self.initial is None else self.initial + self.added


@kept
def income(quarter):
    """What each stream brings in the quarter's year, from all who pay it: a tuple of Income."""
    by_stream = defaultdict(list)
    for allocation in _by_year(quarter)[quarter.year].values():
        by_stream[allocation.stream].append(allocation)
    return tuple(_together(stream, held) for stream, held in by_stream.items())


def _together(stream, allocations):
    """A stream over its allocations; a rise is told only where it is the same for all who pay."""
    return Income(
        stream=stream.code,
        name=stream.name,
        initial=total(item.amount for item in allocations),
        additions=tuple(added for item in allocations for added in _additions(item)),
        uplift=_alike(item.uplift for item in allocations),
        uplift_next_year=_alike(item.uplift_next_year for item in allocations),
    )


def _alike(values):
    """The one value that all of them are, or None."""
    first, *others = set(values)
    return None if others else first


@kept
def income_report(quarter):
    """The income of the quarter's year and the next as an IncomeReport."""
    by_year = _by_year(quarter)
    this_year, next_year = by_year[quarter.year], by_year[quarter.year + 1]
    return IncomeReport(
        year=quarter.year,
        has_next_year=any(item.amount is not None for item in next_year.values()),
        groups=tuple(_groups(quarter, this_year, next_year)),
        notes=tuple((_name(item), note) for item in this_year.values() if (note := _note(item))),
    )


def _by_year(quarter):
    """The allocations of the quarter's year and the next, each by its stream and its partner."""
    years = {quarter.year: {}, quarter.year + 1: {}}
    allocations = Allocation.objects.filter(board=quarter.board_id, year__in=years)
    related = allocations.select_related("stream__replaced_by", "partner")
    for allocation in related.prefetch_related("additions").order_by("stream", WITHOUT_FIRST, "pk"):
        years[allocation.year][allocation.stream_id, allocation.partner_id] = allocation
    return years


def _groups(quarter, this_year, next_year):
    returns = _returns(quarter)
    for payer in FundingStream.Payer:
        places = [
            place for place, item in (this_year | next_year).items() if item.stream.paid_by == payer
        ]
        rows = tuple(_row(this_year.get(place), next_year.get(place), returns) for place in places)
        if rows:
            yield IncomeGroup(f"{payer.label} funding", payer.label, rows)


def _returns(quarter):
    """What this quarter and the one before it report of each allocation: by quarter and id."""
    previous = next((last for last in quarter.earlier if last.year == quarter.year), None)
    quarters = {quarter.pk: "now", previous and previous.pk: "before"}
    held = IncomeReturn.objects.filter(quarter__in=[pk for pk in quarters if pk])
    return {(quarters[item.quarter_id], item.allocation_id): item for item in held}


def _row(this, coming, returns):
    """A stream of a partner in the two years; one of them may be missing."""
    stated = this or coming
    now, before = (returns.get((when, this and this.pk)) for when in ("now", "before"))
    held = {"this_year": this, "next_year": coming}
    return IncomeRow(
        name=_name(stated),
        contribution="Minimum" if stated.stream.mandatory else "Additional",
        **{year: item and _amount(item) for year, item in held.items()},
        runs_in=tuple(year for year, item in held.items() if item),
        stream=stated.stream.code,
        partner=stated.partner.name if stated.partner else "",
        is_capital=stated.stream.is_capital,
        certainty=this.certainty if this else "",
        certainty_next_year=coming.certainty if coming else "",
        replaced_by=stated.stream.replaced_by.code if stated.stream.replaced_by else "",
        allocation=this and this.pk,
        initial=this and this.amount,
        uplift=this and this.uplift,
        additions=_additions(this) if this else (),
        received=now and now.received,
        received_note=now.note if now else "",
        previous_received=before and before.received,
    )


def _name(allocation):
    """“DFG”, or with the partner who pays it or to whom it is passed on: “DFG (Northtown)”."""
    name, partner = allocation.stream.name, allocation.partner
    return f"{name} ({partner.name})" if partner else name


def _amount(allocation):
    if allocation.amount is None:
        return None
    return allocation.amount + sum(item.amount for item in allocation.additions.all())


def _additions(allocation):
    return tuple(
        IncomeAddition(
            amount=item.amount,
            announced_on=item.announced_on,
            is_carried=item.kind == Addition.Kind.CARRIED_FORWARD,
            source=item.source,
            note=item.note,
        )
        for item in allocation.additions.all()
    )


def _note(allocation):
    """What a reader must know of the figure: how sure it is, and what was added."""
    parts = [item.note for item in allocation.additions.all() if item.note]
    if allocation.certainty != CONFIRMED:
        parts.append(f"{allocation.get_certainty_display()}.")
    if allocation.basis == Basis.DERIVED:
        parts.append(f"Derived, not printed. {allocation.note}")
    elif allocation.note:
        parts.append(allocation.note)
    return " ".join(part.strip() for part in parts)
