"""Pasting a column of figures, and taking a paste back."""

from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from boards import audit
from boards.edits import Edit, effective, stamp
from boards.models import BoardQuarter
from boards.workflow import Part
from finance.models import LineReturn, Paste, PastedFigure
from finance.paste import queries as pastes
from finance.paste.layout import PASTED_COLUMNS
from finance.returns import KINDS, as_stored, change_of, in_their_role, returns_of, store


class CannotUndo(Exception):
    """The paste is no longer the last change to the spending of its quarter."""


@transaction.atomic
def record_paste(*, quarter, column, edits, reasons, by, at):
    """Set a column of figures, all or none; returns the Paste, None when nothing changed.

    `reasons` say by line why an unlikely figure is correct. A pasted forecast counts as reviewed.
    Raises what record_spending does.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    returns = returns_of(quarter, {edit.row for edit in edits})
    beside = [
        *_because(column, edits, reasons, returns),
        *_reviews(column, returns, quarter, by, at),
    ]
    exact = [as_stored(edit) for edit in [*edits, *beside]]
    changes = effective(exact, stored=lambda edit: _stored(returns, edit))
    if not changes:
        return None
    paste = Paste.objects.create(quarter=quarter, column=column, by=by, at=at)
    _keep_for_undo(paste, changes, returns)
    told = _told(changes, returns, reason="pasted")
    done = audit.Change(pastes.PASTED, pastes.subject(paste), after=pastes.outcome(paste))
    audit.record(*told, done, quarter=quarter, by=by, at=at)
    _put(changes, returns)
    return paste


@transaction.atomic
def undo_paste(*, quarter, paste, by, at):
    """Give every field that a paste changed its earlier value; `paste` is its id.

    Raises ReportLocked, and CannotUndo when it was undone or spending was changed since.
    """
    quarter = BoardQuarter.objects.lock_for_edit(quarter.pk, Part.SPENDING)
    made = Paste.objects.filter(pk=paste, quarter=quarter).first()
    if made is None or not pastes.is_last(made, quarter):
        raise CannotUndo
    figures = list(made.figures.all())
    returns = returns_of(quarter, {figure.line_id for figure in figures})
    changes = effective(
        [_back(figure) for figure in figures], stored=lambda edit: _stored(returns, edit)
    )
    told = _told(changes, returns, reason="paste undone")
    done = audit.Change("finance.paste.undone", pastes.subject(made))
    audit.record(*told, done, quarter=quarter, by=by, at=at)
    _put(changes, returns)
    made.undone_at = at
    made.save()


def _because(column, edits, reasons, returns):
    """Why the new figures are correct, in place of what was said of the earlier ones."""
    heading = f"{PASTED_COLUMNS[column]}: "
    for edit in edits:
        held = returns[edit.row].unlikely_because
        lines = [line for line in held.splitlines() if not line.startswith(heading)]
        if reason := " ".join(reasons.get(edit.row, "").split()):
            lines.append(heading + reason)
        if edit.new != _stored(returns, edit):
            yield Edit(edit.row, "unlikely_because", stamp(held), "\n".join(lines))


def _reviews(column, returns, quarter, by, at):
    """What a paste of forecasts says of each line: that it was looked at, when and by whom."""
    if column != "forecast":
        return
    day, role = timezone.localdate(at), in_their_role(by, quarter, at)
    for row, held in returns.items():
        yield Edit(row, "reviewed_on", stamp(held.reviewed_on), day)
        yield Edit(row, "reviewed_by", stamp(held.reviewed_by), role)


def _keep_for_undo(paste, changes, returns):
    PastedFigure.objects.bulk_create(
        PastedFigure(
            paste=paste, line_id=edit.row, field=edit.field,
            before=_plain(_stored(returns, edit)), after=_plain(edit.new),
        )
        for edit in changes
    )  # fmt: skip


def _back(figure):
    """The edit that takes back one field of a paste."""
    field = LineReturn._meta.get_field(figure.field)
    return Edit(figure.line_id, figure.field, stamp(_read(field, figure.after)),
                _read(field, figure.before))  # fmt: skip


def _plain(value):
    """A value in whole, where a stamp would shorten it."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _read(field, text):
    return None if field.null and not text else field.to_python(text)


def _told(changes, returns, reason):
    """What the trail tells of the changes: a review only where no figure of the line says it."""
    figures = {edit.row for edit in changes if edit.field in {"spent", "forecast"}}
    reviews = [
        audit.Change("finance.line.reviewed", returns[edit.row].line.scheme.reference)
        for edit in changes
        if edit.field == "reviewed_on" and edit.row not in figures
    ]
    plain = [change_of(edit, returns[edit.row]) for edit in changes if edit.field in KINDS]
    return [replace(change, reason=reason) for change in plain + reviews]


def _stored(returns, edit):
    return getattr(returns[edit.row], edit.field)


def _put(changes, returns):
    """Store the changed fields, and nothing else of their lines."""
    for edit in changes:
        setattr(returns[edit.row], edit.field, edit.new)
    rows = [returns[row] for row in dict.fromkeys(edit.row for edit in changes)]
    store(rows, {edit.field for edit in changes})
