"""Which lines of a quarter a person wants to see: kept in the address of the page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from boards import subjects
from boards.models import Owner

WITHOUT_STREAM = "none"
YES = "yes"


@dataclass(frozen=True)
class LineFilter:
    """What is asked for; every part is empty where it asks for nothing."""

    mine: str = ""
    led_by: str = ""
    stream: str = ""
    not_reviewed: str = ""
    text: str = ""

    @property
    def is_active(self):
        return any(vars(self).values())

    @property
    def query(self):
        return urlencode({name: value for name, value in vars(self).items() if value})

    def lines(self, report, is_mine):
        """The report of the lines asked for; `is_mine` tells whose a line is."""
        return report.only(lambda row: self._matches(row, is_mine))

    def _matches(self, row, is_mine):
        return (
            (not self.led_by or row.led_by == self.led_by)
            and (not self.stream or (row.stream_code or WITHOUT_STREAM) == self.stream)
            and not (self.not_reviewed and row.is_reviewed)
            and self._has_text(row)
            and (not self.mine or is_mine(row))
        )

    def _has_text(self, row):
        words = self.text.casefold()
        return any(words in text.casefold() for text in (row.reference, row.name, row.heading))


def read_filter(query):
    """The LineFilter in the parameters of an address."""
    return LineFilter(
        **{name: query.get(name, "").strip() for name in LineFilter.__dataclass_fields__}
    )


def whose(user, quarter):
    """A function that tells whether a line is the person's: theirs by name, or to be typed.

    Who owns a line is settled for a board as a whole: while nobody owns any, a person's lines
    are those they may type.
    """
    key = subjects.scheme("")
    owners = dict(
        Owner.objects.filter(board=quarter.board_id, subject__startswith=key).values_list(
            "subject", "user"
        )
    )
    if not owners:
        return lambda row: quarter.allowed.may_type_line_led_by(row.leader)
    return lambda row: owners.get(subjects.scheme(row.reference)) == user.pk
