"""What a board reported for one quarter, from its fixture folder, by the real actions."""

from boards.edits import Edit
from boards.models import BoardQuarter, ReportingPeriod
from finance.actions import record_spending
from finance.models import ExpenditureLine
from metrics.actions import record_result
from metrics.models import Metric
from reports.demonstration.reading import day, exists, figure, rows, table, texts, whole
from reports.models import CoverItem, Paper, PaperSection
from schemes.models import ActionUpdate, PlanAction, PlanSection, SectionUpdate

READERS = {
    "first_month": whole,
    "last_month": whole,
    "actual": figure,
    "different_target": figure,
    "expected_on": day,
}


def load_quarter(board, *folder, by, at):
    """Make the quarter, then enter its figures and texts as `by`."""
    facts = table(*folder, "quarter.toml")
    period, _ = ReportingPeriod.objects.get_or_create(
        year=facts.pop("year"),
        quarter=facts.pop("quarter"),
        defaults={"national_return_on": facts.pop("national_return_on")},
    )
    quarter = BoardQuarter.objects.create(board=board, period=period, **facts)
    _spending(quarter, rows(*folder, "spending.csv"), by, at)
    _results(quarter, rows(*folder, "results.csv"), by, at)
    _progress(quarter, *folder)
    if exists(*folder, "cover.toml"):
        _paper(quarter, *folder)
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
    record_spending(quarter=quarter, edits=edits, by=by, at=at)


def _line_values(record):
    return {
        "spent": figure(record["spent"]),
        "forecast": figure(record["forecast"]),
        "explanation": record["explanation"],
    }


def _results(quarter, records, by, at):
    metrics = {metric.code: metric.pk for metric in Metric.objects.all()}
    for record in records:
        metric = metrics[record.pop("metric")]
        values = {name: READERS.get(name, str)(text) for name, text in record.items() if text}
        edits = [Edit(metric, field, "", value) for field, value in values.items()]
        record_result(quarter=quarter, metric=metric, edits=edits, by=by, at=at)


def _progress(quarter, *folder):
    sections = PlanSection.objects.filter(board=quarter.board, year=quarter.year)
    by_code = {section.code: section for section in sections}
    for code, summary in texts(*folder, "sections"):
        SectionUpdate.objects.create(quarter=quarter, section=by_code[code], summary=summary)
    actions = PlanAction.objects.filter(section__in=sections)
    by_reference = {action.reference: action for action in actions}
    for reference, progress in texts(*folder, "actions"):
        ActionUpdate.objects.create(
            quarter=quarter, action=by_reference[reference], progress=progress
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
