"""Files that go out: of a version they are made once and kept, of a draft they are made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models.functions import Length

from boards.canonical import digest
from boards.models import BoardQuarter
from reports.board_paper.addendum import render_addendum
from reports.board_paper.content import BoardPaper, board_paper
from reports.board_paper.pdf import render_pdf
from reports.copies import late_of, paper_of_version
from reports.corrections import corrected_version, correction
from reports.models import PaperFile, Snapshot
from reports.names import DRAFT, edition, file_name
from reports.workbook.facts import facts_now, facts_of
from reports.workbook.figures import figures_now, figures_of
from reports.workbook.writer import expenditure_workbook

Kind = PaperFile.Kind


@dataclass(frozen=True)
class File:
    """A file made from the quarter's figures."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is made of what stands now or of a version, and how it is called.

    An addendum is made of versions only, and of those only that correct another.
    """

    of_now: Callable[[BoardQuarter], bytes] | None
    of_version: Callable[[Snapshot, BoardPaper], bytes]
    what: str
    ending: str
    event: str


FORMATS = {
    Kind.PAPER: Format(
        of_now=lambda quarter: render_pdf(board_paper(quarter)),
        of_version=lambda _, paper: render_pdf(paper),
        what="board-paper",
        ending="pdf",
        event="reports.paper.exported",
    ),
    Kind.WORKBOOK: Format(
        of_now=lambda quarter: expenditure_workbook(facts_now(quarter), figures_now(quarter)),
        of_version=lambda snapshot, paper: expenditure_workbook(
            facts_of(paper, snapshot), figures_of(paper)
        ),
        what="expenditure",
        ending="xlsx",
        event="reports.workbook.exported",
    ),
    Kind.ADDENDUM: Format(
        of_now=None,
        of_version=lambda snapshot, paper: render_addendum(paper, correction(snapshot)),
        what="addendum",
        ending="pdf",
        event="reports.addendum.exported",
    ),
}


def version_file(kind, snapshot, at):
    """A file of a version: whoever asks first has it made for all."""
    late = late_of(snapshot)
    paper = paper_of_version(snapshot, late)
    place = {"snapshot": snapshot, "kind": kind, "printed": _printed(late, paper.is_draft)}
    held = PaperFile.objects.filter(**place).first() or _make(kind, paper, place, at)
    return _named(kind, snapshot.quarter, bytes(held.content), edition(paper))


def published_file(kind, snapshot):
    """A file of a version as it was kept when that was published; nothing is made for the public.

    Raises PaperFile.DoesNotExist.
    """
    place = {"snapshot": snapshot, "kind": kind, "printed": _printed(late_of(snapshot), False)}
    held = PaperFile.objects.get(**place)
    return _named(kind, snapshot.quarter, bytes(held.content), (f"v{snapshot.number}",))


def sizes(snapshot, *, is_draft):
    """How many bytes the files of a version have, by their kinds, as far as they are made."""
    made = PaperFile.objects.filter(
        snapshot=snapshot, printed=_printed(late_of(snapshot), is_draft)
    )
    return dict(made.order_by().values_list("kind", Length("content")))


def _printed(late, is_draft):
    return digest([late, is_draft])


def _make(kind, paper, place, at):
    content = FORMATS[kind].of_version(place["snapshot"], paper)
    facts = {"content": content, "digest": sha256(content).hexdigest(), "made_at": at}
    return PaperFile.objects.get_or_create(**place, defaults=facts)[0]


def file_now(kind, quarter):
    """A file of the report as it stands now: made anew each time, and marked as a draft."""
    return _named(kind, quarter, FORMATS[kind].of_now(quarter), DRAFT)


def _named(kind, quarter, content, marks):
    form = FORMATS[kind]
    return File(file_name(quarter, form.what, form.ending, marks), content)


def keep_files(quarter, at):
    """Make every file of the last version now, so that none is made for its first reader."""
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    for kind in FORMATS:
        if kind != Kind.ADDENDUM or corrected_version(snapshot):
            version_file(kind, snapshot, at)
