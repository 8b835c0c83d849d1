"""The sentences of the workbook."""

from boards import formats
from boards.totals import total

DRAFT = "DRAFT – not signed off."
DEMONSTRATION = "Demonstration: invented or published figures for practice. Not a live report."
UNIT = "Amounts in £ thousands (£000)."
VARIANCE = "Forecast less plan: minus means under plan."
REVISED = "Forecast less revised plan: minus means under plan."
BLANK = "A figure that was not provided, not nil. Totals that need it are blank too."
ROUNDING = "Figures may not add up because of rounding."

FIGURES = ("plan", "revised", "spent", "forecast", "variance")


def title(subject, facts):
    """“Expenditure: Bromley, Quarter 3 2023-24”, and whose lines where it is not all of them."""
    only = f", lines led by {facts.led_by}" if facts.led_by else ""
    return f"{subject}: {facts.board}, {facts.period}{only}"


def marks(facts):
    """What a reader must know before any figure: whether it is a draft, or for demonstration."""
    found = [(facts.is_draft, DRAFT), (facts.is_demonstration, DEMONSTRATION)]
    return " ".join(mark for applies, mark in found if applies)


def subject(facts):
    """The subject in the document properties."""
    edition = f"{facts.edition}." if facts.edition else ""
    return " ".join(filter(None, (f"{facts.period}, {facts.months}.", edition, marks(facts))))


def unit_note(figures):
    """The line above a table: unit, sign, and whether printed figures add up."""
    sign = variance(figures.spending)
    notes = [UNIT, f"Variance is {sign[0].lower()}{sign[1:]}"]
    if not figures.prints_exactly:
        notes.append(ROUNDING)
    return " ".join(notes)


def variance(report):
    """What is taken from what: the plan as it was revised, where it was."""
    return REVISED if report.has_virements else VARIANCE


def page_header(facts):
    return f"&R{DEMONSTRATION}" if facts.is_demonstration else ""


def page_footer(facts):
    """An ampersand begins a code in a footer, so one in a name is doubled."""
    parts = [f"{facts.board.replace('&', '&&')} BCF {facts.period}", "page &P of &N"]
    stands = ["DRAFT"] if facts.is_draft else []
    only = f"lines led by {facts.led_by}".replace("&", "&&") if facts.led_by else ""
    parts[1:1] = [*filter(None, [only, facts.edition]), *stands]
    return "&L" + " – ".join(parts)


def completeness(report, field):
    """How many lines have a figure: “Not provided for 2 of 35 lines, …”."""
    missing, lines = report.missing(field), len(report.rows)
    if missing == 0:
        return f"Provided for {formats.counted(lines, 'line')}."
    if missing == lines:
        return "Not provided."
    return (
        f"Not provided for {missing} of {formats.counted(lines, 'line')}, "
        "so totals that need them are blank."
    )


def rounding(figures):
    """Whether a reader who adds the printed figures gets the printed totals."""
    start = "Totals are sums of the exact amounts."
    return f"{start} The figures shown add up." if figures.prints_exactly else f"{start} {ROUNDING}"


def prints_exactly(report):
    """Whether whole thousands add up: down each column, and across each row."""
    down = [(group, group.rows) for group in report.groups] + [(report, report.groups)]
    across = (*report.rows, *report.groups, report)
    return all(_adds_up(*sums) for sums in down) and all(map(_differs_exactly, across))


def _adds_up(whole, parts):
    return all(
        getattr(whole, field) is None
        or _printed(whole, field) == total(_printed(part, field) for part in parts)
        for field in FIGURES
    )


def _differs_exactly(item):
    if item.variance is None:
        return True
    return _printed(item, "variance") == _printed(item, "forecast") - _printed(item, "revised")


def _printed(item, field):
    return formats.rounded(getattr(item, field) / 1000, 0)
