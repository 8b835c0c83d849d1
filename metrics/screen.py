"""What the page of one measure shows beside its form."""

from boards import formats
from metrics import findings
from metrics.findings import Status
from metrics.models import Metric

MARKS = {Status.ON_TARGET: "met", Status.NOT_ON_TARGET: "missed"}


def targets(row):
    """What the figure is held against: pairs of (what, words)."""
    facts = [
        (f"Annual target {formats.financial_year(row.year)}", findings.annual_text(row)),
        ("Target to date", _target(row)),
        ("Previous report", _previous(row) if row.previous else ""),
    ]
    return [(name, words) for name, words in facts if words]


def _previous(row):
    return f"{findings.previous_text(row)}, {row.previous.period}"


def about(row):
    """The measure itself: pairs of (what, words)."""
    better = Metric.Direction.LOWER if row.lower_is_better else Metric.Direction.HIGHER
    facts = [
        ("What it measures", row.definition),
        ("Unit", row.unit),
        ("Direction", better.label),
        ("Indicator", row.published_source),
        ("Delay of the data", row.lag),
    ]
    return [(name, words) for name, words in facts if words]


def _target(row):
    """“220 for April to September (440 × 6/12)”."""
    if row.first_month is None or row.annual is None:
        return ""
    computed = findings.figure(row, row.computed_target, row.decimals)
    return f"{computed} for {findings.months_text(row)}{_working(row)}"


def _working(row):
    if row.method != Metric.Method.ACCUMULATES:
        return ", the same all year"
    count = row.last_month - row.first_month + 1
    return f" ({findings.annual_text(row)} × {count}/12)"


def reported(row):
    """What the quarter reports, for those who may only read it: pairs of (what, words)."""
    facts = [*_figure(row), ("Comment", row.comment)]
    return [(name, words or formats.NOT_PROVIDED) for name, words in facts if words is not None]


def _figure(row):
    if not row.has_figure:
        return []
    return [
        ("Actual", findings.actual_text(row)),
        ("Months covered", findings.months_text(row)),
        ("Source", row.source),
        ("Different target", _different(row)),
        ("What is being done", row.mitigation),
    ]


def _different(row):
    if row.different_target is None:
        return None
    return f"{findings.target_text(row)}: {row.different_target_reason}"


def form_context(form):
    """What the form's template needs beside the form itself."""
    state = form["state"].value() or ""
    return {
        "chosen": {state: True},
        "selected": {name: _month(form[name].value()) for name in ("first_month", "last_month")},
        "suffix": "%" if form.row.percentage else "",
        "actual_hint": form.row.unit[0].upper() + form.row.unit[1:],
        "expected": form["expected_on"].field.widget.decompress(form["expected_on"].value())
        if not form.is_bound
        else form["expected_on"].value(),
        "show_different_target": bool(
            form["different_target"].value() or form["different_target_reason"].value()
        ),
    }


def _month(value):
    return int(value) if str(value).isdigit() else ""
