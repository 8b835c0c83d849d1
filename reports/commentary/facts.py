"""Every figure that a report prints, as what a number in a text can be held against."""

from boards import formats
from metrics import findings
from reports.commentary.known import COMPARING, Fact, Facts
from reports.commentary.reading import Kind

COUNTED_LINES = frozenset({"line", "scheme"})
COUNTED_MEASURES = frozenset({"measure", "metric", "indicator"})
HEADS = {"plan": "the plan of", "forecast": "the forecast of", "spent": "spent to date on"}


def report_facts(figures, metrics, spending, income):
    """The figures of a report as Facts; `figures` are the printed texts by reference."""
    facts = [
        *(fact for row in metrics.rows for fact in _metric(row)),
        *_spending(spending),
        *(fact for item in income for fact in _income(item)),
        *_counts(metrics, spending),
    ]
    return Facts([fact for fact in facts if fact.number is not None], printed=figures.values())


def called(row):
    """A measure inside a sentence: “avoidable admissions”."""
    return row.name[0].lower() + row.name[1:]


def _metric(row):
    kind = Kind.PERCENTAGE if row.percentage else Kind.PLAIN
    name, months = called(row), findings.months_text(row)
    reference = f"metric.{row.code}"
    held = (
        ("actual", f"{name}, {months}", findings.actual_text(row), row.actual),
        ("target", f"the target of {name}, {months}", findings.target_text(row), row.target),
        ("annual", f"the annual target of {name}", findings.annual_text(row), row.annual),
    )
    for part, words, text, number in held:
        if part != "actual" or row.has_figure:
            yield Fact(words, text, number, kind, (row.name,), f"{reference}.{part}")
    if row.different_target is not None:
        text = findings.figure(row, row.computed_target, row.decimals)
        yield Fact(f"the usual target of {name}", text, row.computed_target, kind, (row.name,))
    yield from _distance(row, name)
    yield from _earlier(row, name, kind)


def _distance(row, name):
    """How far the actual is from its target, in the unit of the measure and as a share."""
    if not row.has_figure or row.target is None:
        return
    gap = abs(row.actual - row.target)
    places = max(row.decimals, -row.actual.as_tuple().exponent)
    words, text = f"{name} against its target", formats.number(gap, places)
    if row.percentage:
        text = f"{text} percentage points"
        yield Fact(words, text, gap, Kind.POINTS, (row.name,), needs=COMPARING)
        return
    yield Fact(words, text, gap, Kind.PLAIN, (row.name,), needs=COMPARING)
    if row.target:
        share = gap / row.target * 100
        text = formats.percentage(share, 0)
        yield Fact(words, text, share, Kind.PERCENTAGE, (row.name,), needs=COMPARING)


def _earlier(row, name, kind):
    """What earlier quarters reported; the report prints it beside the chart of the measure."""
    for report in row.earlier:
        words = f"{name}, {formats.months(report.first_month, report.last_month)}, {report.period}"
        for number, places in ((report.actual, None), (report.target, row.decimals)):
            text = findings.figure(row, number, places)
            yield Fact(words, text, number, kind, (row.name,))


def _spending(report):
    yield from _amounts(report, "the whole fund", ("whole fund", "total", "overall"), "total")
    for group in report.groups:
        yield from _amounts(group, group.name, (group.name, group.short_name), group.code)
    for row in report.rows:
        yield from _amounts(row, row.name, (row.name,))


def _amounts(held, name, names, code=""):
    for head, words in HEADS.items():
        yield _money(getattr(held, head), f"{words} {name}", names, code and f"{head}.{code}")
    if held.revised != held.plan:
        yield _money(held.revised, f"the revised plan of {name}", names)
    variance = held.variance
    words = f"the difference from plan of {name}"
    # No reference: it prints a minus, where a sentence says “under plan”.
    yield _money(None if variance is None else abs(variance), words, names)
    if variance is not None and held.revised:
        share = abs(variance / held.revised * 100)
        text = formats.percentage(share, 1)
        yield Fact(words, text, share, Kind.PERCENTAGE, names, needs=COMPARING)


def _money(amount, name, names, reference=""):
    text = formats.thousands_in_text(amount)
    return Fact(name, text, amount, Kind.MONEY, names, reference)


def _income(item):
    names, code = (item.name,), item.stream
    yield _money(item.allocation, f"the allocation of {item.name}", names, f"allocation.{code}")
    yield _money(item.initial, f"the first allocation of {item.name}", names)
    yield _money(item.added, f"what was added to {item.name}", names, f"addition.{code}")
    for number, year, part in (
        (item.uplift, "this year", ""),
        (item.uplift_next_year, "next year", ".next"),
    ):
        words, text = f"the rise of {item.name} {year}", formats.percentage(number)
        yield Fact(words, text, number, Kind.PERCENTAGE, names, f"uplift.{code}{part}")


def _counts(metrics, spending):
    counts = {
        COUNTED_LINES: {
            "lines": len(spending.rows),
            "lines that differ from plan": len(spending.varying),
            "lines on plan": sum(row.variance == 0 for row in spending.rows),
            "lines without a forecast": spending.missing("forecast"),
        },
        COUNTED_MEASURES: {"measures": len(metrics.rows)},
    }
    for needs, named in counts.items():
        for name, count in named.items():
            yield Fact(name, f"{count:,}", count, Kind.PLAIN, (), needs=needs)
