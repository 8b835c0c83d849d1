"""What is still to be said about a line that differs from plan."""

from boards import formats


def open_points(report, row):
    """Sentences on what to do about a line of a SpendReport; none where nothing is open."""
    if report.is_beyond_threshold(row) and not row.main_reason:
        yield f"Select the main reason for the {difference(row)}"
    if report.is_beyond_threshold(row) and not row.explanation:
        yield f"Explain in your own words the {difference(row)}"
    if report.must_say_where_money_goes(row) and not row.money_use:
        yield f"Select what will happen with the {difference(row)}"


def difference(row):
    """“£818,000 underspend on Disabled Facilities Grants”."""
    if not row.variance:
        return f"difference on {row.name}"
    side = "underspend" if row.is_underspent else "overspend"
    return f"{formats.pounds(abs(row.variance))} {side} on {row.name}"


def place_of(page, row, box):
    """Where a box of a line is typed, on whichever part of the page of differences."""
    return f"{page}?line={row.line}#{box}-{row.line}"
