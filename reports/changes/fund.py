"""The plan around its lines: money moved, carried and kept back, who bears what, and the minima."""

from boards import formats
from boards.workflow import Part
from reports.changes.values import Entry, Item, Listing, Trail, day, money


def fund(paper):
    """What of a BoardPaper's fund is told beside the lines, as Listings."""
    held = paper.fund
    parts = (
        ("virement", "Virements", map(_virement, held.virements)),
        ("carry_forward", "Carried forward", map(_carried, held.carried)),
        ("reserve", "Reserves", map(_reserve, held.reserves)),
        ("risk_share", "Risk share", map(_shared, held.risk_shares)),
        ("minimum", "Minimum spending", map(_minimum, held.minima)),
        ("printed", "Printed figures", map(_printed, held.printed)),
    )
    for kind, name, found in parts:
        items = tuple(
            Item(title, f"{name}, {title}", entries, Trail((f"finance.{kind}.",)))
            for title, entries in found
        )
        yield Listing(Part.SPENDING, name, items, by_place=True)


def _virement(item):
    return f"{item.taken_from} to {item.given_to}", (
        Entry("From", item.taken_from),
        Entry("To", item.given_to),
        money("Amount", item.amount),
        day("Agreed on", item.agreed_on),
        Entry("Reason", item.reason),
    )


def _carried(item):
    return f"{item.reference} {item.name}", (
        Entry("Line", f"{item.reference} {item.name}"),
        Entry("Funding stream", item.stream),
        money("Amount", item.amount),
        Entry("Reason", item.reason),
        day("Proposed on", item.proposed_on),
        day("Agreed on", item.agreed_on),
    )


def _reserve(item):
    return item.name, (
        Entry("Reserve", item.name),
        money("The year before", item.last_year),
        money("This year", item.this_year),
        Entry("Note", item.note),
    )


def _shared(item):
    return item.partner, (
        Entry("Partner", item.partner),
        Entry("Per cent", formats.number(item.percent)),
        Entry("Note", item.note),
    )


def _minimum(item):
    return item.name, (
        Entry("Minimum for", item.name, exact=f"{item.kind} {item.name}"),
        money("Amount", item.amount),
        Entry("Source", item.source),
    )


def _printed(item):
    return item.label, (
        Entry("Figure", item.label, exact=f"{item.kind} {item.group} {item.label}"),
        Entry("As printed", item.printed),
        Entry("Source", item.source),
    )
