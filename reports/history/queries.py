"""The history of a quarter: which events are asked for, and a page of them in words."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.http import urlencode

from boards import subjects
from boards.models import AuditEvent
from reports.history.names import KINDS_OF
from reports.history.sentences import Sentences

ON_A_PAGE = 50
PARTS = {
    "performance": ("Performance", ("metrics.",)),
    "spending": ("Spending", ("finance.",)),
    "text": ("Conditions, risks and commentary", ("schemes.", "reports.section", "paper.")),
    "moves": ("Sending, signing and publishing", ("quarter.", "signature.", "version.", "plan.",
                                                  "owners.")),
    "files": ("Files taken", ()),
    "others": ("Comments and refusals", ("comment.", "access.")),
}  # fmt: skip
FILE = Q(kind__endswith=".exported")


@dataclass(frozen=True)
class Asked:
    """What of the history somebody asks for, as it stands in the address."""

    text: str = ""
    part: str = ""
    subject: str = ""

    @property
    def is_active(self):
        return bool(self.text or self.part or self.subject)

    @property
    def query(self):
        asked = {"q": self.text, "part": self.part, "subject": self.subject}
        return urlencode({name: value for name, value in asked.items() if value})


def read_asked(data):
    """What an address asks for; a part that is unknown asks for nothing."""
    part = data.get("part", "")
    return Asked(
        text=data.get("q", "").strip(),
        part=part if part in PARTS else "",
        subject=data.get("subject", "").strip(),
    )


def events_of(quarter):
    """The events of a quarter, the newest first."""
    events = AuditEvent.objects.filter(board=quarter.board.slug, period=str(quarter.key))
    return events.order_by("-pk")


def history_page(quarter, asked, number):
    """A Paginator's page of Entries; the nearest where there is no such page."""
    events = events_of(quarter).filter(_of_part(asked.part), _of_subject(asked.subject))
    sentences = Sentences(quarter)
    if asked.text:
        wanted = asked.text.casefold()
        entries = (sentences.entry(event) for event in events.iterator(chunk_size=500))
        return Paginator([item for item in entries if item.holds(wanted)], ON_A_PAGE).get_page(
            number
        )
    page = Paginator(events, ON_A_PAGE).get_page(number)
    page.object_list = [sentences.entry(event) for event in page.object_list]
    return page


def entries_of(quarter):
    """Every Entry of a quarter, the oldest first, read a part at a time."""
    sentences = Sentences(quarter)
    for event in events_of(quarter).order_by("pk").iterator(chunk_size=500):
        yield sentences.entry(event)


def _of_part(part):
    if part == "files":
        return FILE
    _, prefixes = PARTS.get(part, ("", ("",)))
    return reduce(or_, (Q(kind__startswith=prefix) for prefix in prefixes))


def _of_subject(subject):
    """The events of one part of the report, named by its key, with the comments on it."""
    kind, _, name = subject.partition(":")
    if not subject:
        return Q()
    if kind not in KINDS_OF:
        return Q(pk=None)
    of_kind = Q(kind__startswith=KINDS_OF[kind])
    if kind not in (subjects.SPENDING, subjects.RISKS):
        of_kind &= Q(subject=name) | Q(subject__startswith=f"{name} ")
    return of_kind | Q(kind="comment.added", subject=subject)
