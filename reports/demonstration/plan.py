"""The plan of a board for one year, from its fixture folder."""

from boards.models import Board, Organisation
from finance.models import Addition, Allocation, Basis, ExpenditureLine
from metrics.models import Metric, Target, TargetMonth
from reports.demonstration.fund import load_fund
from reports.demonstration.reading import figure, rows, table, whole
from schemes.models import (
    AreaOfSpend,
    FundingStream,
    NationalCondition,
    PlanAction,
    PlanSection,
    ReportGroup,
    Scheme,
    SchemeType,
)


def load_board(folder):
    """Make the Board and its organisations."""
    facts = table(folder, "board.toml")
    organisations, _ = facts.pop("organisations"), facts.pop("capacities", [])
    board = Board.objects.create(is_demonstration=facts.pop("demonstration"), **facts)
    for organisation in organisations:
        Organisation.objects.create(board=board, **organisation)
    return board


def load_plan(board, year, *folder):
    """Make groups, schemes with their lines, allocations, targets and promised actions."""
    streams = {stream.code: stream for stream in FundingStream.objects.all()}
    _groups(board, year, streams, rows(*folder, "report_groups.csv"))
    _lines(board, year, streams, rows(*folder, "expenditure.csv"))
    _allocations(board, year, streams, *folder)
    load_fund(board, year, *folder)
    _targets(board, year, rows(*folder, "targets.csv"))
    _target_months(board, year, rows(*folder, "target_months.csv"))
    _sections(board, year, *folder)


def _groups(board, year, streams, records):
    for record in records:
        group = ReportGroup.objects.create(
            board=board,
            year=year,
            order=whole(record["order"]),
            code=record["code"],
            name=record["name"],
            short_name=record["short_name"],
        )
        group.streams.set(streams[code] for code in record["streams"].split(";") if code)


def _lines(board, year, streams, records):
    types = {item.code: item for item in SchemeType.objects.all()}
    areas = {item.code: item for item in AreaOfSpend.objects.all()}
    partners = {item.short_name: item for item in Organisation.objects.filter(board=board)}
    groups = {group.code: group for group in ReportGroup.objects.filter(board=board, year=year)}
    for order, record in enumerate(records, 1):
        scheme = Scheme.objects.create(
            board=board,
            year=year,
            order=order,
            reference=record["reference"],
            name=record["name"],
            scheme_type=types.get(record["scheme_type"]),
            local_heading=record["local_heading"],
            area_of_spend=areas.get(record.get("area")),
            led_by=partners.get(record["led_by"]),
            is_joint=record["led_by"] == "Joint",
            planned_outputs=figure(record.get("planned_outputs")),
            report_group=groups.get(record["group"]),
        )
        ExpenditureLine.objects.create(
            scheme=scheme,
            stream=streams.get(record["stream"]),
            stream_basis=record["stream_basis"] or Basis.PRINTED,
            plan=figure(record["plan"]),
        )


def _allocations(board, year, streams, *folder):
    partners = {item.short_name: item for item in Organisation.objects.filter(board=board)}
    made = {}
    for record in rows(*folder, "allocations.csv"):
        partner = record.get("partner") or ""
        made[record["stream"], partner] = Allocation.objects.create(
            board=board,
            year=year,
            stream=streams[record["stream"]],
            partner=partners.get(partner),
            certainty=record.get("certainty") or Allocation.Certainty.CONFIRMED,
            amount=figure(record["amount"]),
            basis=record["basis"],
            uplift=figure(record["uplift"]),
            uplift_next_year=figure(record["uplift_next"]),
            note=record["note"],
        )
    for record in rows(*folder, "additions.csv"):
        Addition.objects.create(
            allocation=made[record["stream"], record.get("partner") or ""],
            amount=figure(record["amount"]),
            announced_on=record["announced_on"],
            source=record.get("source") or "",
            note=record["note"],
        )


def _targets(board, year, records):
    metrics = {metric.code: metric for metric in Metric.objects.all()}
    for record in records:
        Target.objects.create(
            board=board,
            year=year,
            metric=metrics[record["metric"]],
            annual=figure(record["annual"]),
        )


def _target_months(board, year, records):
    held = Target.objects.filter(board=board, year=year).select_related("metric")
    targets = {target.metric.code: target for target in held}
    for record in records:
        TargetMonth.objects.create(
            target=targets[record["metric"]],
            month=whole(record["month"]),
            value=figure(record["value"]),
        )


def _sections(board, year, *folder):
    conditions = {condition.code: condition for condition in NationalCondition.objects.all()}
    sections = {}
    for record in rows(*folder, "plan_sections.csv"):
        sections[record["code"]] = PlanSection.objects.create(
            board=board,
            year=year,
            order=whole(record["order"]),
            code=record["code"],
            title=record["title"],
            condition=conditions.get(record["condition"]),
            note=record["note"],
        )
    for record in rows(*folder, "plan_actions.csv"):
        PlanAction.objects.create(
            section=sections[record["section"]],
            order=whole(record["order"]),
            reference=record["reference"],
            title=record["title"],
        )
