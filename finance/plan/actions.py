"""Writes about the list of schemes: they are added, changed and stopped, never deleted."""

from django.db import transaction
from django.db.models import Max

from boards import audit
from boards.edits import effective
from boards.models import Board, Organisation
from finance.models import ExpenditureLine, LineReturn
from finance.plan.references import ADDED, next_reference
from finance.plan.values import JOINT, NOT_STATED, separate, values_of
from schemes.models import AreaOfSpend, FundingStream, Scheme, SchemeType


class CannotChange(Exception):
    """The scheme cannot be changed so; the text says why, `field` at which answer."""

    def __init__(self, message, field):
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_scheme(*, board, year, values, by, at):
    """Add a scheme to the plan of a year under a new reference, from a dict of its values."""
    board = Board.objects.lock(board.pk)
    held = Scheme.objects.filter(board=board, year=year)
    last = held.aggregate(last=Max("order"))["last"] or 0
    scheme = Scheme(board=board, year=year, order=last + 1, reference=next_reference(board, year))
    values = dict(values)
    streams = values.pop("streams")
    for field, value in values.items():
        _set(scheme, field, value)
    scheme.save()
    _set_streams(scheme, separate(streams))
    added = audit.Change(ADDED, scheme.reference, after=scheme.name)
    audit.record_for_board(added, board=board, by=by, at=at)
    return scheme


@transaction.atomic
def change_scheme(*, scheme, edits, by, at):
    """Set facts of a scheme; returns how many changed.

    Raises Conflict when somebody else changed one first, and CannotChange for a stream that holds
    a plan or figures.
    """
    scheme, changes = _held(scheme, edits)
    stored = values_of(scheme)
    _record(scheme, [_change(scheme, stored, edit) for edit in changes], by, at)
    for edit in changes:
        if edit.field == "streams":
            _set_streams(scheme, separate(edit.new))
        else:
            _set(scheme, edit.field, edit.new)
    scheme.save()
    return len(changes)


@transaction.atomic
def stop_scheme(*, scheme, edits, by, at):
    """Set the last day of a scheme and why, or take both back; raises Conflict."""
    scheme, changes = _held(scheme, edits)
    before = scheme.stops_on
    for edit in changes:
        _set(scheme, edit.field, edit.new)
    if changes:
        kind = "scheme.stopped" if scheme.stops_on else "scheme.resumed"
        stopped = audit.Change(
            kind, scheme.reference, before, scheme.stops_on, scheme.stopped_because
        )
        _record(scheme, [stopped], by, at)
        scheme.save()
    return len(changes)


def _held(scheme, edits):
    """The scheme as it stands, held until the transaction ends, and the edits that change it."""
    Board.objects.lock(scheme.board_id)
    related = Scheme.objects.select_related("board", "led_by", "scheme_type", "area_of_spend")
    scheme = related.get(pk=scheme.pk)
    stored = values_of(scheme)
    return scheme, effective(edits, stored=lambda edit: getattr(stored, edit.field))


def _change(scheme, stored, edit):
    return audit.Change(
        f"scheme.{edit.field}.changed",
        scheme.reference,
        before=getattr(stored, edit.field),
        after=edit.new,
    )


def _record(scheme, changes, by, at):
    audit.record_for_board(*changes, board=scheme.board, by=by, at=at)


def _set(scheme, field, value):
    if field == "scheme_type":
        scheme.scheme_type = SchemeType.objects.get(code=value) if value else None
    elif field == "area_of_spend":
        scheme.area_of_spend = AreaOfSpend.objects.get(code=value) if value else None
    elif field == "led_by":
        partners = Organisation.objects.filter(board=scheme.board)
        scheme.is_joint = value == JOINT
        scheme.led_by = partners.get(short_name=value) if value not in ("", JOINT) else None
    else:
        setattr(scheme, field, value)


def _set_streams(scheme, wanted):
    """Give the scheme one line for each stream; a line that holds anything is not taken away."""
    lines = {
        line.stream.code if line.stream else NOT_STATED: line
        for line in ExpenditureLine.objects.filter(scheme=scheme).select_related("stream")
    }
    for code in lines.keys() - wanted:
        _remove(lines[code])
    streams = FundingStream.objects.in_bulk(wanted, field_name="code")
    ExpenditureLine.objects.bulk_create(
        ExpenditureLine(scheme=scheme, stream=streams.get(code), plan=None)
        for code in sorted(wanted - lines.keys())
    )


def _remove(line):
    if line.plan is not None or LineReturn.objects.filter(line=line).exists():
        raise CannotChange(
            f"{line.stream or 'The line without a funding stream'} has a plan or figures. "
            "Keep it selected, or stop the scheme",
            "streams",
        )
    line.delete()
