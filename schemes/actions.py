"""Writes about the plan: conditions, actions and risks, each with its trail."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from boards import audit
from boards.edits import effective
from boards.fields import MoneyField
from boards.models import Board, BoardQuarter
from boards.workflow import Part
from schemes.models import (
    ActionUpdate,
    ConditionStatement,
    Mitigation,
    MitigationUpdate,
    PlanAction,
    PlanSection,
    Risk,
    RiskUpdate,
    SectionUpdate,
)
from schemes.register import risk_register

SECTION_KINDS = {
    "answer": "schemes.condition.answered",
    "because": "schemes.condition.because.recorded",
    "by_when": "schemes.condition.by_when.recorded",
    "summary": "schemes.section.summary.recorded",
}
RATING = ("likelihood", "impact", "money_at_risk", "comment")


@transaction.atomic
def record_section(*, quarter, section, edits, by, at):
    """Set what the quarter says of a section as a whole; returns how many fields changed.

    `section` is its code. Raises ReportLocked, Conflict, and PlanSection.DoesNotExist for a
    section of another board or year.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    section = PlanSection.objects.get(board=quarter.board_id, year=quarter.year, code=section)
    statement = _row(ConditionStatement, quarter=quarter, section=section)
    rows = dict.fromkeys(("answer", "because", "by_when"), statement)
    rows["summary"] = _row(SectionUpdate, quarter=quarter, section=section)
    changes = _changes(edits, lambda edit: rows[edit.field])
    events = [_event(SECTION_KINDS[edit.field], section.code, edit, row) for edit, row in changes]
    return _write(changes, events, quarter=quarter, by=by, at=at)


@transaction.atomic
def record_actions(*, quarter, section, edits, by, at):
    """Set fields of actions of one section, all or none; returns how many changed.

    An edit's row is the reference of an action. Raises ReportLocked, Conflict, and
    PlanAction.DoesNotExist for an action that the section does not promise.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    rows = _action_rows(quarter, section, {edit.row for edit in edits})
    changes = _changes(edits, lambda edit: rows[edit.row])
    events = [
        _event(f"schemes.action.{edit.field}.recorded", f"{section} {edit.row}", edit, row)
        for edit, row in changes
    ]
    return _write(changes, events, quarter=quarter, by=by, at=at)


def _action_rows(quarter, section, references):
    """The ActionUpdate of each action, made in memory where the quarter has none yet."""
    actions = PlanAction.objects.filter(
        section__board=quarter.board_id,
        section__year=quarter.year,
        section__code=section,
        reference__in=references,
    )
    held = {
        update.action_id: update
        for update in ActionUpdate.objects.filter(quarter=quarter, action__in=actions)
    }
    rows = {
        action.reference: held.get(action.pk) or ActionUpdate(quarter=quarter, action=action)
        for action in actions
    }
    if len(rows) != len(references):
        raise PlanAction.DoesNotExist
    return rows


@transaction.atomic
def add_risk(*, quarter, description, owner_role, rating, by, at):
    """Begin a risk with its first Rating; its reference is the next, and never used again."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    Board.objects.select_for_update(of=("self",)).get(pk=quarter.board_id)
    last = Risk.objects.filter(board=quarter.board_id).aggregate(last=Max("order"))["last"] or 0
    risk = Risk.objects.create(
        board=quarter.board,
        order=last + 1,
        reference=f"R{last + 1}",
        description=description,
        owner_role=owner_role,
    )
    RiskUpdate.objects.create(quarter=quarter, risk=risk, **rating._asdict())
    facts = {"description": description, "owner_role": owner_role} | rating._asdict()
    events = [
        audit.Change(f"schemes.risk.{field}.recorded", risk.reference, after=value)
        for field, value in facts.items()
        if value not in (None, "")
    ]
    added = audit.Change("schemes.risk.added", risk.reference)
    audit.record(added, *events, quarter=quarter, by=by, at=at)
    return risk


@transaction.atomic
def record_risk(*, quarter, risk, edits, added=None, by, at):
    """Set fields of a risk, its rating and the status of its mitigations, all or none.

    `risk` is its reference. An edit's row is that reference, or the order of a mitigation;
    `added` is a pair of (mitigation, status) beside those held. Returns how many changed. Raises
    ReportLocked, Conflict, Risk.DoesNotExist and Mitigation.DoesNotExist.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    risk = Risk.objects.get(board=quarter.board_id, reference=risk)
    update = _row(RiskUpdate, quarter=quarter, risk=risk)
    statuses = _mitigation_rows(quarter, risk, {edit.row for edit in edits} - {risk.reference})

    def row(edit):
        if edit.row != risk.reference:
            return statuses[edit.row]
        return update if edit.field in RATING else risk

    changes = _changes(edits, row)
    events = [_event(_risk_kind(edit), _subject(risk, edit), edit, row) for edit, row in changes]
    if added:
        events += _add_mitigation(quarter, risk, *added)
    return _write(changes, events, quarter=quarter, by=by, at=at)


def _mitigation_rows(quarter, risk, orders):
    """The MitigationUpdate of each mitigation, made in memory where the quarter has none yet."""
    mitigations = Mitigation.objects.filter(risk=risk, order__in=orders)
    held = {
        update.mitigation_id: update
        for update in MitigationUpdate.objects.filter(quarter=quarter, mitigation__in=mitigations)
    }
    rows = {
        item.order: held.get(item.pk) or MitigationUpdate(quarter=quarter, mitigation=item)
        for item in mitigations
    }
    if len(rows) != len(orders):
        raise Mitigation.DoesNotExist
    return rows


def _add_mitigation(quarter, risk, action, status):
    """Keep what else is done about a risk; returns the events that tell of it."""
    last = risk.mitigations.aggregate(last=Max("order"))["last"] or 0
    mitigation = Mitigation.objects.create(risk=risk, order=last + 1, action=action)
    subject = f"{risk.reference} mitigation {mitigation.order}"
    yield audit.Change("schemes.risk.mitigation.added", subject, after=action)
    if status:
        MitigationUpdate.objects.create(quarter=quarter, mitigation=mitigation, status=status)
        yield audit.Change("schemes.risk.mitigation.status.recorded", subject, after=status)


@transaction.atomic
def confirm_risks(*, quarter, risks, by, at):
    """Take over the last rating of open risks that were looked at and have not changed.

    Risks already checked this quarter are left as they are; returns the references of those that
    stand without change.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    ticked = [row for row in risk_register(quarter).open_rows if row.reference in risks]
    unchanged = [row for row in ticked if row.previous and row.rating in (None, row.previous)]
    rows = {row.reference: row for row in unchanged if not row.is_reviewed}
    found = Risk.objects.filter(board=quarter.board_id, reference__in=rows)
    held = {risk.reference: risk for risk in found.prefetch_related("mitigations")}
    RiskUpdate.objects.bulk_create(
        RiskUpdate(quarter=quarter, risk=held[name], **row.previous._asdict())
        for name, row in rows.items()
    )
    MitigationUpdate.objects.bulk_create(
        MitigationUpdate(quarter=quarter, mitigation=mitigation, status=mitigated.previous)
        for name, row in rows.items()
        for mitigation, mitigated in zip(held[name].mitigations.all(), row.mitigations, strict=True)
        if mitigated.previous and not mitigated.status
    )
    events = [
        audit.Change("schemes.risk.confirmed", name, row.previous.score, row.previous.score)
        for name, row in rows.items()
    ]
    audit.record(*events, quarter=quarter, by=by, at=at)
    return [row.reference for row in unchanged]


@transaction.atomic
def close_risk(*, quarter, risk, by, at):
    """End a risk in this quarter; it stays in the register among those closed."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    found = Risk.objects.filter(board=quarter.board_id, reference=risk, closed_in=None)
    if found.update(closed_in=quarter):
        closed = audit.Change("schemes.risk.closed", risk, "open", "closed")
        audit.record(closed, quarter=quarter, by=by, at=at)


@transaction.atomic
def reopen_risk(*, quarter, risk, by, at):
    """Take back that a risk was closed in this same quarter."""
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.TEXT)
    found = Risk.objects.filter(board=quarter.board_id, reference=risk, closed_in=quarter)
    if found.update(closed_in=None):
        opened = audit.Change("schemes.risk.reopened", risk, "closed", "open")
        audit.record(opened, quarter=quarter, by=by, at=at)


def _row(model, **where):
    return model.objects.filter(**where).first() or model(**where)


def _changes(edits, row):
    """Pairs of (edit, the row it changes), for the edits that change anything."""
    exact = [_as_stored(edit) for edit in edits]
    return [(edit, row(edit)) for edit in effective(exact, lambda e: getattr(row(e), e.field))]


def _as_stored(edit):
    """Money as the database will hold it, so that £5 over £5.00 is no change."""
    if edit.field != "money_at_risk":
        return edit
    return replace(edit, new=MoneyField().to_python(edit.new))


def _write(changes, events, *, quarter, by, at):
    """Keep the rows and their trail; returns how many things were done."""
    audit.record(*events, quarter=quarter, by=by, at=at)
    for edit, row in changes:
        setattr(row, edit.field, edit.new)
    for row in {id(row): row for _, row in changes}.values():
        row.save()
    return len(events)


def _event(kind, subject, edit, row):
    return audit.Change(kind, subject, before=getattr(row, edit.field), after=edit.new)


def _risk_kind(edit):
    if edit.field == "status":
        return "schemes.risk.mitigation.status.recorded"
    return f"schemes.risk.{edit.field}.recorded"


def _subject(risk, edit):
    if edit.row == risk.reference:
        return risk.reference
    return f"{risk.reference} mitigation {edit.row}"
