"""What a quarter holds of lines, as writes take it: read once, changed, told of and stored."""

from dataclasses import replace

from boards import audit
from boards.models import Grant
from finance.models import ExpenditureLine, LineReturn

KINDS = {
    "spent": "finance.spent.recorded",
    "forecast": "finance.forecast.recorded",
    "outputs": "finance.outputs.recorded",
    "main_reason": "finance.main_reason.recorded",
    "explanation": "finance.explanation.recorded",
    "effect": "finance.effect.recorded",
    "money_use": "finance.money_use.recorded",
    "unlikely_because": "finance.unlikely.explained",
}
REVIEW = frozenset({"reviewed_on", "reviewed_by"})


def returns_of(quarter, line_ids):
    """The LineReturn of each line, made in memory where the quarter has none yet."""
    lines = ExpenditureLine.objects.filter(
        pk__in=line_ids, scheme__board=quarter.board_id, scheme__year=quarter.year
    ).select_related("scheme", "stream")
    held = {
        item.line_id: item for item in LineReturn.objects.filter(quarter=quarter, line__in=line_ids)
    }
    if len(lines) != len(line_ids):
        raise ExpenditureLine.DoesNotExist
    returns = {}
    for line in lines:
        returns[line.pk] = held.get(line.pk) or LineReturn(quarter=quarter)
        returns[line.pk].line = line
    return returns


def as_stored(edit):
    """The edit with its value as the database will hold it, so that £5 over £5.00 is no change."""
    return replace(edit, new=LineReturn._meta.get_field(edit.field).to_python(edit.new))


def change_of(edit, line_return):
    """What the trail keeps of an edit; before it is put into the return."""
    return audit.Change(
        kind=KINDS[edit.field],
        subject=line_return.line.scheme.reference,
        before=getattr(line_return, edit.field),
        after=edit.new,
    )


def in_their_role(by, quarter, at):
    """The names of the roles that somebody holds, as people read them."""
    if isinstance(by, str):
        return by
    grants = Grant.objects.in_force(at.date()).of(by, quarter.board_id)
    return ", ".join(sorted({grant.get_role_display() for grant in grants}))


def store(returns, fields):
    """Insert the returns that are new; of the others write only the fields that were changed."""
    LineReturn.objects.bulk_create([item for item in returns if item.pk is None])
    held = [item for item in returns if item.pk is not None]
    LineReturn.objects.bulk_update(held, sorted(fields))
