"""Tables 2 and 3: lines of spending and streams of income, with the totals that follow."""

from boards import formats
from boards.workflow import Part
from finance.models import Allocation, LineReturn
from reports.changes.values import (
    Entry,
    Item,
    Listing,
    Trail,
    chosen,
    day,
    money,
    prose,
    yes_or_no,
)

TOTALS = {"plan": "Plan", "spent": "Spent to date", "forecast": "Forecast", "variance": "Variance"}
YEARS = {"this_year": "This year", "next_year": "Next year"}


def spending(paper):
    """The money of a BoardPaper as Listings."""
    report, income = paper.spending, paper.income
    groups = [
        Listing(Part.SPENDING, "Table 2, lines", tuple(_lines(report))),
        Listing(Part.SPENDING, "Table 2, groups", tuple(map(_group, report.groups))),
        Listing(Part.SPENDING, "Table 2", (_whole(report),)),
    ]
    return [*groups, *_income(income)]


def _lines(report):
    for group in report.groups:
        for row in group.rows:
            place = f"Table 2, {row.reference} {row.name}"
            trail = Trail(("finance.", "scheme."), row.reference)
            yield Item(row.line, place, _line(group, row, report.forecast_word), trail)


def _line(group, row, forecast):
    return (
        Entry("Ref", row.reference),
        Entry("Led by", row.led_by),
        Entry("Scheme type", row.heading),
        Entry("Scheme name", row.name),
        Entry("Group", group.name, follows=True),
        Entry("Funding stream", row.stream),
        yes_or_no("Stream is derived, not printed", row.stream_is_derived),
        Entry("Area of spend", row.area),
        Entry("Counts towards", ", ".join(row.counts_towards), follows=True),
        money("Plan", row.plan),
        money("Moved into the line since", row.moved, follows=True),
        money("Planned to date", row.budget_to_date, follows=True),
        money("Spent to date", row.spent),
        money("Previous forecast", row.previous),
        money("Spent to date in the previous report", row.previous_spent),
        money(forecast, row.forecast),
        money("Variance", row.variance, follows=True),
        chosen("Main reason", LineReturn.Reason, row.main_reason),
        prose("Explanation", row.explanation),
        prose("Effect", row.effect),
        chosen("What happens to the money", LineReturn.MoneyUse, row.money_use),
        prose("Why an unlikely figure is right", row.unlikely_because),
        *_outputs(row),
    )


def _outputs(row):
    return (
        Entry("Outputs planned", formats.number(row.planned_outputs)),
        Entry("Outputs to date", formats.number(row.outputs)),
        Entry("Unit of outputs", row.output_unit),
    )


def _group(group):
    names = (Entry("Heading", group.name), Entry("Name of the subtotal", group.short_name))
    place = f"Table 2, {group.short_name} subtotal"
    return Item(group.name, place, (*names, *_totals(group, TOTALS)))


def _totals(of, fields):
    yield from (money(words, getattr(of, name), follows=True) for name, words in fields.items())


def _whole(report):
    entries = (
        Entry("Previous report", report.previous_period),
        Entry("Last column of figures is", report.forecast_word),
        Entry("Outturn is", "final" if report.outturn_is_final else "provisional"),
        *_totals(report, TOTALS),
    )
    return Item("total", "Table 2, grand total", entries)


def _income(report):
    streams = [
        (group, row, f"Table 3, {row.name}") for group in report.groups for row in group.rows
    ]
    trail = Trail(("finance.received.", "finance.carry_forward."))
    rows = tuple(Item(row.name, place, _stream(group, row), trail) for group, row, place in streams)
    additions = tuple(_added(row, item) for _, row, _ in streams for item in row.additions)
    notes = tuple(
        Item(name, f"Table 3, note on {name}", (Entry("Stream", name), Entry("Note", note)))
        for name, note in report.notes
    )
    return [
        Listing(Part.SPENDING, "Table 3, streams", rows, by_place=True),
        Listing(Part.SPENDING, "Income, additions", additions, by_place=True),
        Listing(Part.SPENDING, "Table 3, notes", notes, by_place=True),
        Listing(Part.SPENDING, "Table 3, groups", tuple(map(_payer, report.groups)), by_place=True),
        Listing(Part.SPENDING, "Table 3", (_pool(report),)),
    ]


def _stream(group, row):
    return (
        Entry("Funding stream", row.name),
        Entry("Partner", row.partner),
        Entry("Contribution", row.contribution),
        yes_or_no("Capital", row.is_capital),
        Entry("Group", group.name, follows=True),
        *(money(words, getattr(row, name)) for name, words in YEARS.items()),
        chosen("This year's amount is", Allocation.Certainty, row.certainty),
        chosen("Next year's amount is", Allocation.Certainty, row.certainty_next_year),
        money("First announced", row.initial),
        Entry("Rise in per cent", formats.number(row.uplift)),
        money("Received to date", row.received),
        money("Received to date in the previous report", row.previous_received),
        prose("Why an unlikely income is right", row.received_note),
    )


def _added(row, item):
    title = f"{row.name}, {formats.date(item.announced_on)}"
    entries = (
        Entry("Funding stream", row.name, follows=True),
        money("Amount", item.amount),
        day("Day", item.announced_on),
        yes_or_no("Carried forward from the year before", item.is_carried),
        Entry("Source", item.source),
        Entry("Note", item.note),
    )
    return Item((title, item.is_carried), f"Income, added to {title}", entries)


def _payer(group):
    names = (Entry("Heading", group.name), Entry("Name of the subtotal", group.short_name))
    place = f"Table 3, {group.short_name} subtotal"
    return Item(group.name, place, (*names, *_totals(group, YEARS)))


def _pool(report):
    entries = (
        Entry("Financial year", formats.financial_year(report.year)),
        yes_or_no("Shows the next year", report.has_next_year),
        *_totals(report, YEARS),
    )
    return Item("total", "Table 3, total pool", entries)
