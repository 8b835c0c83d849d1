"""What a board reported for one quarter, from its fixture folder, by the real actions."""

from boards import formats
from boards.edits import Edit
from boards.models import BoardQuarter, ReportingPeriod
from finance.actions import record_spending
from finance.models import ExpenditureLine
from metrics.actions import record_result, restate_figure
from metrics.models import Metric
from reports.demonstration.money import load_money
from reports.demonstration.moves import noon, walk
from reports.demonstration.printed import load_printed, load_statements
from reports.demonstration.progress import load_progress
from reports.demonstration.reading import day, exists, figure, rows, table, texts, whole
from reports.models import CoverItem, Paper, PaperSection

READERS = {
    "first_month": whole,
    "last_month": whole,
    "actual": figure,
    "different_target": figure,
    "numerator": figure,
    "denominator": figure,
    "national_value": figure,
    "as_at": day,
    "expected_on": day,
}


def load_quarter(board, *folder, by, at):
    """Make the quarter, enter its figures and texts as `by`, then move it on.

    What went on after its entry was entered before that, on the day on which entry closed.
    """
    facts = table(*folder, "quarter.toml")
    moves = facts.pop("moves", [])
    at = noon(facts["entry_closes_on"]) if moves else at
    period, _ = ReportingPeriod.objects.get_or_create(
        year=facts.pop("year"),
        quarter=facts.pop("quarter"),
        defaults={"national_return_on": facts.pop("national_return_on")},
    )
    quarter = BoardQuarter.objects.create(board=board, period=period, **facts)
    _spending(quarter, rows(*folder, "spending.csv"), by, at)
    load_printed(quarter, folder[0], by=by, at=at)
    load_statements(quarter, folder[0], formats.financial_year(quarter.year), by=by, at=at)
    load_money(quarter, *folder, by=by, at=at)
    _results(quarter, rows(*folder, "results.csv"), by, at)
    _restated(quarter, rows(*folder, "revisions.csv"), by, at)
    load_progress(quarter, *folder, by=by, at=at)
    if exists(*folder, "cover.toml"):
        _paper(quarter, *folder)
    walk(quarter, moves)
    return quarter


def _spending(quarter, records, by, at):
    lines = {
        line.scheme.reference: line.pk
        for line in ExpenditureLine.objects.filter(
            scheme__board=quarter.board, scheme__year=quarter.year
        ).select_related("scheme")
    }
    edits = [
        Edit(lines[record["reference"]], field, "", value)
        for record in records
        for field, value in _line_values(record).items()
        if value not in (None, "")
    ]
    reviewed = [lines[item["reference"]] for item in records if item.get("reviewed")]
    record_spending(quarter=quarter, edits=edits, by=by, at=at, reviewed=reviewed)


def _line_values(record):
    texts = ("main_reason", "explanation", "effect", "money_use", "unlikely_because")
    return {name: figure(record.get(name)) for name in ("spent", "forecast", "outputs")} | {
        name: record.get(name) for name in texts
    }


def _results(quarter, records, by, at):
    metrics = {metric.code: metric.pk for metric in Metric.objects.all()}
    for record in records:
        metric = metrics[record.pop("metric")]
        values = {name: READERS.get(name, str)(text) for name, text in record.items() if text}
        edits = [Edit(metric, field, "", value) for field, value in values.items()]
        record_result(quarter=quarter, metric=metric, edits=edits, by=by, at=at)


def _restated(quarter, records, by, at):
    metrics = {metric.code: metric.pk for metric in Metric.objects.all()}
    earlier = {str(item.key): item.pk for item in BoardQuarter.objects.filter(board=quarter.board)}
    for record in records:
        restate_figure(
            quarter=quarter,
            metric=metrics[record["metric"]],
            edit=Edit(earlier[record["of"]], "after", "", figure(record["after"])),
            kind=record["kind"],
            last_month=whole(record["last_month"]),
            because=record["because"],
            by=by,
            at=at,
        )


def _paper(quarter, *folder):
    cover = table(*folder, "cover.toml")
    items, standing = cover.pop("items"), cover.pop("standing", [])
    for name in ("chief_officers", "background_documents"):
        cover[name] = "\n".join(cover[name])
    paper = Paper.objects.create(quarter=quarter, **cover)
    for order, item in enumerate(items, 1):
        CoverItem.objects.create(paper=paper, order=order, **item)
    for order, (name, body) in enumerate(texts(*folder, "commentary"), 1):
        heading, _, rest = body.partition("\n")
        PaperSection.objects.create(
            paper=paper,
            order=order,
            code=name.partition("-")[2],
            is_standing=name.partition("-")[2] in standing,
            heading=heading.removeprefix("# "),
            body=rest.strip(),
        )
