"""What the page of one measure shows beside its form."""

from boards import formats
from metrics import findings, reasons, remarks
from metrics.advice import MOST_WORDS, too_long
from metrics.findings import Status
from metrics.forms import MONTH_CHOICES
from metrics.models import Metric, Result
from metrics.phasing import MONTHS_OF_A_YEAR

MARKS = {Status.ON_TARGET: "met", Status.NOT_ON_TARGET: "missed"}
SETTLED = {Status.ON_TARGET, Status.NO_TARGET}


def targets(row):
    """What the figure is held against: pairs of (what, words)."""
    facts = [
        (f"Annual target {formats.financial_year(row.year)}", findings.annual_text(row)),
        ("Target to date", _target(row)),
    ]
    return [(name, words) for name, words in facts if words]


def about(row):
    """The measure itself: pairs of (what, words)."""
    better = Metric.Direction.LOWER if row.lower_is_better else Metric.Direction.HIGHER
    facts = [
        ("Unit", row.unit[0].upper() + row.unit[1:]),
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
    if len(row.profile) == MONTHS_OF_A_YEAR:
        return ", the sum of their monthly targets"
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
        ("Worked out from", remarks.parts(row) or None),
        ("Source", row.source),
        ("Data as at", remarks.as_at(row) or None),
        ("National figure", remarks.national(row) or None),
        ("Why it is correct", remarks.unlikely(row) or None),
        ("Different target", _different(row)),
        ("Why it is off target", row.off_target_because or None),
        ("What is being done", row.mitigation),
        ("Outcome of the year", remarks.year_outcome(row) or None),
    ]


def _different(row):
    if row.different_target is None:
        return None
    return f"{findings.target_text(row)}: {row.different_target_reason}"


def form_context(form):
    """What the form's template needs beside the form itself."""
    row = form.row
    return {
        "chosen": {form["state"].value() or "": True},
        "months": MONTH_CHOICES,
        "selected": {name: _month(form[name].value()) for name in ("first_month", "last_month")},
        "coverage_hint": coverage_hint(row, form.key),
        "suffix": "%" if row.percentage else "",
        "actual_hint": row.unit[0].upper() + row.unit[1:],
        "reasons": _radios(reasons.CHOICES, form["unavailable_kind"].value()),
        "expected": day_parts(form, "expected_on"),
        "as_at": day_parts(form, "as_at"),
        "previous": findings.previous_text(row),
        "unlikely": remarks.unlikely(row),
        "show_different_target": _holds(form, "different_target", "different_target_reason"),
        "show_national": _holds(form, *NATIONAL),
        "asks_off_target": row.status not in SETTLED,
        "off_target_is_typed": _holds(form, *ADVISED),
        "is_off_target": row.status == Status.NOT_ON_TARGET,
        "most_words": MOST_WORDS,
        "advice": {name: too_long(what, getattr(row, name)) for name, what in ADVISED.items()},
        "outcomes": _outcomes(form),
        "outcome_suggested": remarks.outcome_suggested(row),
    }


NATIONAL = ("national_value", "national_source", "national_differs_because")
ADVISED = {"off_target_because": "Why it is off target", "mitigation": "What you are doing"}


def coverage_hint(row, key):
    """The latest month that can be there, where the delay of the data is known."""
    hint = "The latest month with complete data"
    if row.lag_months is None:
        return hint
    latest, ends = key.last_month - row.lag_months, _month_of(key, key.last_month)
    delay = f"With a delay of {formats.counted(row.lag_months, 'month')}"
    if latest < 1:
        return f"{hint}. {delay}, no month of this year can be expected by the end of {ends}"
    return f"{hint}. {delay}, expect {_month_of(key, latest)} by the end of {ends}"


def _month_of(key, month):
    return formats.months_with_year(month, month, key.year)


def _outcomes(form):
    if "year_outcome" not in form.fields:
        return []
    return _radios(Result.YearOutcome.choices, form["year_outcome"].value())


def _radios(choices, chosen):
    return [{"value": value, "text": text, "checked": value == chosen} for value, text in choices]


def _holds(form, *names):
    """Whether any of the fields holds something, or an error to be seen."""
    return any(form[name].value() or form[name].errors for name in names)


def day_parts(form, name):
    """Day, month and year as typed, or as held."""
    value = form[name].value()
    return value if form.is_bound else form.fields[name].widget.decompress(value)


def _month(value):
    return int(value) if str(value).isdigit() else ""


def _reported_figure(row, reported):
    months = formats.months(reported.first_month, reported.last_month)
    return f"{findings.figure(row, reported.actual)} for {months}"


def revision_context(form):
    """What the template of the revisions needs beside the form itself."""
    figures = {str(item.report): _reported_figure(form.row, item) for item in form.row.earlier}
    options = _radios(form.fields["report"].choices, form["report"].value())
    return {
        "report_options": [option | {"hint": figures[option["value"]]} for option in options],
        "kinds": _radios(form.fields["kind"].choices, form["kind"].value()),
        "selected_month": _month(form["last_month"].value()),
        "suffix": "%" if form.row.percentage else "",
        "unit_hint": form.row.unit[0].upper() + form.row.unit[1:],
    }
