"""What a quarter says of conditions, actions and risks, by the real actions."""

from boards.edits import Edit, stamp
from reports.demonstration.reading import day, figure, rows, texts, whole
from schemes.actions import (
    add_risk,
    close_risk,
    confirm_risks,
    record_actions,
    record_risk,
    record_section,
)
from schemes.models import PlanAction
from schemes.queries import Rating, risk_register


def load_progress(quarter, *folder, by, at):
    """Enter the answers, summaries, words and statuses of a quarter's folder, then its risks."""
    for section, edits in _sections(*folder).items():
        record_section(quarter=quarter, section=section, edits=edits, by=by, at=at)
    for section, edits in _actions(quarter, *folder).items():
        record_actions(quarter=quarter, section=section, edits=edits, by=by, at=at)
    load_risks(quarter, rows(*folder, "risks.csv"), by=by, at=at)


def _sections(*folder):
    """The edits of each section, by its code."""
    found = {}
    for code, summary in texts(*folder, "sections"):
        found.setdefault(code, []).append(Edit(code, "summary", "", summary))
    for record in rows(*folder, "conditions.csv"):
        values = record | {"by_when": day(record["by_when"])}
        code = values.pop("section")
        edits = [Edit(code, field, "", value) for field, value in values.items() if value]
        found.setdefault(code, []).extend(edits)
    return found


def _actions(quarter, *folder):
    """The edits of the actions of each section, by the code of the section."""
    promised = PlanAction.objects.filter(
        section__board=quarter.board_id, section__year=quarter.year
    )
    sections = dict(promised.values_list("reference", "section__code"))
    edits = [
        Edit(reference, "progress", "", progress)
        for reference, progress in texts(*folder, "actions")
    ]
    for record in rows(*folder, "statuses.csv"):
        edits.append(Edit(record["reference"], "status", "", record["status"]))
        if record["checked"]:
            edits.append(Edit(record["reference"], "checked", "False", True))
    found = {}
    for edit in edits:
        found.setdefault(sections[edit.row], []).append(edit)
    return found


def load_risks(quarter, records, *, by, at):
    """Add the risks that are new, rate those that are known, confirm those without a rating."""
    for record in records:
        known = {row.reference: row for row in risk_register(quarter).rows}
        row = known.get(record["reference"])
        if row is None:
            _add(quarter, record, by, at)
        elif record["likelihood"]:
            _rate(quarter, row, record, by, at)
        else:
            confirm_risks(quarter=quarter, risks=[row.reference], by=by, at=at)
        if record["closed"]:
            close_risk(quarter=quarter, risk=record["reference"], by=by, at=at)


def _add(quarter, record, by, at):
    risk = add_risk(
        quarter=quarter,
        description=record["description"],
        owner_role=record["owner_role"],
        rating=_rating(record),
        by=by,
        at=at,
    )
    for added in zip(_parts(record["mitigations"]), _parts(record["status"]), strict=True):
        record_risk(quarter=quarter, risk=risk.reference, edits=[], added=added, by=by, at=at)


def _rate(quarter, row, record, by, at):
    """A new rating, with the statuses of the mitigations in the order in which they are held."""
    name = row.reference
    edits = [Edit(name, field, "", value) for field, value in _rating(record)._asdict().items()]
    statuses = zip(row.mitigations, _parts(record["status"]), strict=True)
    edits += [Edit(item.order, "status", stamp(item.status), words) for item, words in statuses]
    record_risk(quarter=quarter, risk=name, edits=edits, by=by, at=at)


def _rating(record):
    return Rating(
        likelihood=whole(record["likelihood"]),
        impact=whole(record["impact"]),
        money_at_risk=figure(record["money_at_risk"]),
        comment=record["comment"],
    )


def _parts(text):
    """What stands in a cell between upright bars."""
    return [part.strip() for part in text.split("|")] if text else []
