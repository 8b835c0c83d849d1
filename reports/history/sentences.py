"""Events of the trail as sentences: what was done, by which role, when, and where it came from."""

from dataclasses import dataclass

from boards import formats
from boards.models import AuditEvent
from boards.roles import Role
from reports.history.kinds import DONE, PERCENTAGES, VALUES
from reports.history.names import Names

SOURCES = {"pasted": "pasted from Excel", "paste undone": "by undoing a paste"}
CODE = slice(len("sha256:"), len("sha256:") + 8)


@dataclass(frozen=True)
class Entry:
    """One event in words; `before` and `after` are texts too long for its sentence."""

    event: AuditEvent
    what: str
    who: str
    when: str
    source: str
    reason: str
    before: str
    after: str

    @property
    def who_and_when(self):
        return f"{self.who} on {self.when}{f', {self.source}' if self.source else ''}"

    @property
    def sentence(self):
        return f"{self.what} {self.who_and_when}"

    def holds(self, wanted):
        """Whether what was searched for stands in it, whatever the case."""
        texts = (self.sentence, self.event.subject, self.reason, self.before, self.after)
        return any(wanted in text.casefold() for text in texts)


class Sentences:
    """Turns the events of a quarter into entries."""

    def __init__(self, quarter):
        self._board, self._names = quarter.board, Names(quarter)

    def entry(self, event):
        source = SOURCES.get(event.reason, "")
        value = VALUES.get(event.kind)
        is_long = bool(value) and None in (
            self._read(event, event.before), self._read(event, event.after)
        )  # fmt: skip
        return Entry(
            event=event,
            what=self._what(event),
            who=_who(event),
            when=formats.moment(event.at),
            source=source,
            reason="" if source else event.reason,
            before=event.before if is_long else "",
            after=event.after if is_long else "",
        )

    def _what(self, event):
        said = self._changed(event) if event.kind in VALUES else self._done(event)
        return said[:1].upper() + said[1:]

    def _changed(self, event):
        phrase, _ = VALUES[event.kind]
        what = phrase.format(self._names.of(event))
        before, after = self._read(event, event.before), self._read(event, event.after)
        if not event.before:
            return f"{what} entered: {after}" if after else f"{what} written"
        if not event.after:
            return f"{what} removed; it was {before}" if before else f"{what} removed"
        return f"{what} changed from {before} to {after}" if before and after else f"{what} changed"

    def _read(self, event, text):
        """A value as people read it, None where it is too long for a sentence."""
        _, shape = VALUES[event.kind]
        if self._names.is_percentage(event):
            shape = PERCENTAGES.get(shape, shape)
        return shape(text, self._board) if text else ""

    def _done(self, event):
        if event.kind not in DONE:
            return f"{event.kind.replace('.', ' ').replace('_', ' ')}: {event.subject}"
        phrase, shape = DONE[event.kind]
        after = (shape(event.after, self._board) if event.after else "").rstrip(".")
        named = self._names.of(event)
        return phrase.format(named, before=event.before, after=after, code=event.after[CODE])


def _who(event):
    """People are called by their roles alone, whatever else the trail keeps of them."""
    roles = [Role(code).label for code in event.role.split(", ") if code in Role.values]
    if roles:
        return f"by the {formats.listed([role[:1].lower() + role[1:] for role in roles])}"
    if "@" in event.actor:
        return "by somebody without a role in this board"
    return f"by the {event.actor}"
