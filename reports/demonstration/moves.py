"""How a quarter of the demonstration went on after it was entered, by the real actions."""

from datetime import datetime, time

from django.utils import timezone

from boards.edits import Edit
from boards.models import Capacity
from boards.workflow import Part
from finance.actions import record_spending
from finance.models import ExpenditureLine
from reports import actions
from reports.demonstration.accounts import account, signatory
from reports.demonstration.reading import figure
from reports.models import Snapshot
from reports.signing import paper_of


def walk(quarter, moves):
    """Do what the rows of a quarter's file say, in their order."""
    for row in moves:
        facts = dict(row)
        quarter.refresh_from_db()
        STEPS[facts.pop("does")](quarter, at=noon(facts["on"]), **facts)


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _send(quarter, *, by, on, at):
    actions.send(quarter=quarter, by=account(by), at=at)


def _sign(quarter, *, on, at, paper="", **facts):
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    for code in facts["as"]:
        capacity = Capacity.objects.get(
            board=quarter.board, paper=paper or paper_of(quarter), code=code
        )
        actions.sign(
            quarter=quarter,
            capacity=capacity.pk,
            digest=snapshot.digest,
            by=signatory(code),
            at=at,
        )


def _record(quarter, *, by, **facts):
    actions.record_fact(quarter=quarter, by=account(by), **facts)


def _publish(quarter, *, by, on, at):
    actions.publish(quarter=quarter, on=on, by=account(by), at=at)


def _correct(quarter, *, by, reasons, on, at):
    parts = {Part(part): reason for part, reason in reasons.items()}
    actions.correct(quarter=quarter, reasons=parts, by=account(by), at=at)


def _spend(quarter, *, by, scheme, field, was, becomes, on, at):
    line = ExpenditureLine.objects.get(
        scheme__board=quarter.board, scheme__year=quarter.year, scheme__reference=scheme
    )
    edit = Edit(line.pk, field, was, figure(becomes))
    record_spending(quarter=quarter, edits=[edit], by=account(by), at=at)


STEPS = {
    "send": _send,
    "sign": _sign,
    "record": _record,
    "publish": _publish,
    "correct": _correct,
    "spend": _spend,
}
