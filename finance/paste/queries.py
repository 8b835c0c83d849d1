"""Reads about pastes: whether the last one can still be undone."""

from dataclasses import dataclass

from django.db.models import Q

from boards import formats
from boards.models import AuditEvent
from finance.models import Paste

PASTED = "finance.paste.recorded"
# A later change to spending, or a move of the whole report, ends the time to undo.
ENDS_UNDO = Q(kind__startswith="finance.") | Q(kind__startswith="quarter.")


@dataclass(frozen=True)
class LastPaste:
    """A paste that can be undone, as the page says it."""

    id: int
    message: str


def subject(paste):
    """What the trail calls a paste."""
    return f"paste {paste.pk}"


def is_last(paste, quarter):
    """Whether nothing of the spending changed since."""
    events = AuditEvent.objects.filter(ENDS_UNDO, board=quarter.board.slug, period=str(quarter.key))
    newest = events.order_by("-pk").values_list("kind", "subject").first()
    return newest == (PASTED, subject(paste))


def last_paste(quarter, user):
    """The LastPaste of this person in a draft, or None when nothing of theirs can be undone."""
    paste = Paste.objects.filter(quarter=quarter, by=user).first()
    if not quarter.is_draft or paste is None or paste.undone_at or not is_last(paste, quarter):
        return None
    return LastPaste(paste.pk, outcome(paste))


def outcome(paste):
    """“33 forecasts updated.”"""
    changed = paste.figures.filter(field=paste.column).count()
    if changed:
        return f"{figures(paste.column, changed)} updated."
    reviewed = paste.figures.filter(field="reviewed_on").count()
    return f"No figure changed. {formats.counted(reviewed, 'forecast')} marked as reviewed."


def figures(column, count):
    """“33 forecasts”, “1 amount spent to date”."""
    if column == "forecast":
        return formats.counted(count, "forecast")
    return formats.counted(count, "amount spent to date", "amounts spent to date")


def is_mine_to_type(paste, allowed):
    """Whether a person with these permissions may type every line of a paste."""
    leaders = paste.figures.values_list("line__scheme__led_by", flat=True).distinct()
    return all(allowed.may_type_line_led_by(leader) for leader in leaders)
