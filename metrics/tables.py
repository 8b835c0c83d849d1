from dataclasses import dataclass, replace

from boards import formats
from boards.tables import ReportTable, Rows, TextColumn
from metrics import findings, remarks


@dataclass(frozen=True)
class MetricLine:
    """A measure as Table 1 prints it: every cell already in words."""

    name: str
    annual: str
    target: str
    actual: str
    previous: str
    period: str
    status: str
    comment: str


class MetricTable(ReportTable):
    """Table 1: every measure with its targets, its actual, and what is said of it."""

    name = TextColumn(verbose_name="Measure", row_header=True)
    annual = TextColumn(verbose_name="Annual target {year}", css="app-number")
    target = TextColumn(verbose_name="Target to date", css="app-number")
    actual = TextColumn(verbose_name="Actual", css="app-number")
    previous = TextColumn(verbose_name="Previous report", css="app-number app-previous")
    period = TextColumn(verbose_name="Months covered", css="app-months")
    status = TextColumn(verbose_name="Status")
    comment = TextColumn(verbose_name="Comment and mitigation", css="app-lines")

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, report, *, year, caption):
        lines = Rows(tuple(metric_line(row) for row in report.rows))
        hidden = [] if any(row.previous for row in report.rows) else ["previous"]
        super().__init__(lines, year=year, caption=caption, exclude=hidden)


def metric_line(row):
    """The cells of one MetricRow as a MetricLine."""
    return MetricLine(
        name=row.name,
        annual=findings.annual_text(row),
        target=findings.target_text(row),
        actual=findings.actual_text(row),
        previous=findings.previous_text(row),
        period=period_text(row),
        status=status_text(row),
        comment=comment_text(row).replace("\n- ", "\n• "),
    )


def status_text(row):
    """“On target”, and in the last quarter of a year how the year ended."""
    year = remarks.year_outcome(row)
    return f"{row.status.label}. {year}" if year else row.status.label


def period_text(row):
    """“April to September (M1 to M6)”."""
    if not row.has_figure:
        return formats.NOT_PROVIDED
    short = formats.months_short(row.first_month, row.last_month)
    return f"{findings.months_text(row)} ({short})"


def comment_text(row):
    """The finding, then the comment and what is being done, each on lines of its own."""
    parts = [row.finding, row.comment]
    if row.has_figure:
        parts += [row.off_target_because, _different_target(row), _mitigation(row)]
    return "\n\n".join(part for part in parts if part)


def _mitigation(row):
    return f"Mitigation:\n{row.mitigation}" if row.mitigation else _no_mitigation(row)


def _no_mitigation(row):
    return "Mitigation: none required." if row.status == findings.Status.ON_TARGET else ""


def _different_target(row):
    if row.different_target is None:
        return ""
    computed = findings.figure(row, row.computed_target, row.decimals)
    return (
        f"The target used is {findings.target_text(row)} instead of {computed}: "
        f"{row.different_target_reason}"
    )


def notes(report):
    """What stands behind the figures, as notes below the table: pairs of (measure, note)."""
    return [(row.name, _note(row)) for row in report.rows]


def _note(row):
    parts = [f"{row.definition} Unit: {row.unit}.", *(f"{said}." for said in _behind(row) if said)]
    return " ".join(part.replace("..", ".") for part in parts)


def _behind(row):
    """Where a figure comes from and what qualifies it, as sentences without their full stops."""
    facts = (
        ("Indicator: ", row.published_source),
        ("Source of the figure: ", row.source),
        ("Data as at ", remarks.as_at(row)),
        ("Worked out from ", remarks.parts(row)),
        ("Delay of the data: ", row.lag and row.lag[0].lower() + row.lag[1:]),
        ("National figure: ", remarks.national(row)),
        ("Confirmed although far from the last figure: ", remarks.unlikely(row)),
    )
    yield from (f"{what}{words}" for what, words in facts if words)
    yield from remarks.restated(row)


class HistoryTable(ReportTable):
    """What each quarter reported about one measure: the figures beside its chart."""

    period = TextColumn(verbose_name="Report", row_header=True)
    months = TextColumn(verbose_name="Months covered")
    target = TextColumn(verbose_name="Target to date", css="app-number")
    actual = TextColumn(verbose_name="Actual", css="app-number")

    caption_class = "govuk-table__caption--s"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, row):
        lines = Rows(tuple(_history_line(row, reported) for reported in row.reports))
        super().__init__(lines, year=row.year, caption=f"{row.name} by report")


@dataclass(frozen=True)
class HistoryLine:
    period: str
    months: str
    target: str
    actual: str


def _history_line(row, reported):
    return HistoryLine(
        period=reported.period,
        months=formats.months(reported.first_month, reported.last_month),
        target=findings.figure(row, reported.target, row.decimals),
        actual=findings.figure(row, reported.actual),
    )


LAST = 4


class LastReportsTable(ReportTable):
    """The last figures of a measure in a narrow table beside its form."""

    period = TextColumn(verbose_name="Report", row_header=True)
    actual = TextColumn(verbose_name="Actual", css="app-number")
    target = TextColumn(verbose_name="Target", css="app-number")

    caption_class = "govuk-table__caption--s"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, row):
        lines = Rows(tuple(_last_line(row, item) for item in row.earlier[-LAST:]))
        super().__init__(lines, year=row.year, caption="Last reports")


def _last_line(row, reported):
    line = _history_line(row, reported)
    if reported.actual is None:
        return replace(line, actual="no figure")
    months = formats.months_short(reported.first_month, reported.last_month)
    short = reported.period.replace("Quarter ", "Q")
    return replace(line, period=f"{short}, {months}")
