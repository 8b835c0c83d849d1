"""The addendum as a PDF: one document of its own for a version that corrects another."""

from dataclasses import replace
from io import BytesIO

import page
import pikepdf
import pypdf
import pytest

from boards.models import AuditEvent
from boards.roles import Role
from boards.workflow import Status
from reports import actions
from reports.board_paper.addendum import addendum_html, render_addendum
from reports.changes import changes
from reports.corrections import Correction, Row
from reports.kept_files import Kind, keep_files, version_file
from reports.models import PaperFile, Snapshot
from tests.builders import NOON, make_user
from tests.reports.changes_builders import make_full_paper
from tests.reports.correction_builders import make_report, put_right
from tests.reports.paper_builders import make_cover, texts
from tests.signing_builders import publish, sign_all

HOSTILE = "<script>alert(1)</script> {{ 7 }} & “quotes” \u202e\u200d Łódź " + "x" * 300
BECAUSE = "The trust restated its figures."


def versions():
    """Two versions that were never stored: what was out, and what corrects it."""
    return Snapshot(number=1, digest="a1b2c3d4" * 8), Snapshot(number=2, digest="3f9a01bc" * 8)


def make_correction(before, after, why=BECAUSE):
    of, snapshot = versions()
    rows = tuple(Row(changed, why, "Commissioner") for changed in changes(before, after))
    return Correction(snapshot, of, rows)


def make_corrected(**fields):
    paper = make_full_paper(**fields)
    row = replace(paper.metrics.rows[0], actual=paper.metrics.rows[0].actual - 50)
    metrics = replace(paper.metrics, rows=(row, *paper.metrics.rows[1:]))
    after = replace(paper, metrics=metrics, version=2, check_code="3f9a01bc")
    return after, make_correction(paper, after)


@pytest.fixture(scope="module")
def pdf():
    return render_addendum(*make_corrected())


def test_the_addendum_is_pdf_ua(pdf):
    report = page.validate_pdf_bytes(pdf, profile="ua1")

    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_the_addendum_of_one_figure_fits_one_page_and_says_all_of_it(pdf):
    (text,) = texts(pdf)

    assert "Addendum to Better Care Fund Quarter 3 report, version 2" in text
    assert "Corrected version Version 1, check code a1b2c3d4" in text
    assert "New version Version 2, check code 3f9a01bc" in text
    assert f"Why: {BECAUSE} Changed by: Commissioner" in text
    assert "Table 1, Admissions: Actual 273 223" in text


def test_every_page_says_that_it_is_a_draft_until_the_version_is_signed(pdf):
    signed = render_addendum(*make_corrected(is_draft=False, is_demonstration=False))

    assert all("DRAFT" in text and "Demonstration" in text for text in texts(pdf))
    assert not any("DRAFT" in text or "Demonstration" in text for text in texts(signed))


def test_nothing_is_attached_and_nothing_leads_out(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert list(opened.attachments) == []
        assert not any("/Annots" in page_ for page_ in opened.pages)
    assert pypdf.PdfReader(BytesIO(pdf)).metadata.title.startswith("Addendum to")


def test_the_same_correction_gives_the_same_bytes(pdf):
    assert render_addendum(*make_corrected()) == pdf


def test_every_row_says_what_it_is_about_to_a_screen_reader(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        heads = [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]

        assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}


def test_hostile_text_is_printed_as_text_and_keeps_to_the_page(caplog):
    before = make_full_paper(cover=make_cover(title=HOSTILE), is_draft=False)
    section = replace(before.sections[0], body=f"{HOSTILE}\n\nAll is well.\n\n- {HOSTILE}")
    after = replace(before, sections=(section, before.sections[1]), version=2)
    correction = make_correction(before, after, why=HOSTILE)

    made = render_addendum(after, correction)

    assert "<script>" not in addendum_html(after, correction)
    assert page.validate_pdf_bytes(made, profile="ua1").is_compliant
    assert "<script>alert(1)</script> {{ 7 }}" in " ".join(texts(made))
    assert caplog.messages == []


def test_a_paragraph_longer_than_a_page_runs_over_to_the_next():
    before = make_full_paper()
    long = " ".join(f"word{n}" for n in range(2500))
    section = replace(before.sections[0], body=long)
    after = replace(before, sections=(section, before.sections[1]), version=2)

    pages = texts(render_addendum(after, make_correction(before, after)))

    assert len(pages) > 1
    assert "word2499" in " ".join(pages)


@pytest.mark.django_db
def test_the_addendum_is_made_once_when_the_correction_is_published():
    quarter = make_report()
    assert not PaperFile.objects.filter(kind=Kind.ADDENDUM).exists()

    snapshot = put_right(quarter)

    assert PaperFile.objects.get(kind=Kind.ADDENDUM).snapshot == snapshot
    keep_files(quarter, NOON)
    assert PaperFile.objects.filter(kind=Kind.ADDENDUM).count() == 1


@pytest.mark.django_db
def test_the_addendum_stays_the_same_to_the_byte_after_the_next_correction():
    quarter = make_report()
    snapshot = put_right(quarter)
    before = version_file(Kind.ADDENDUM, snapshot, NOON).content

    put_right(quarter, "440.0")

    assert version_file(Kind.ADDENDUM, snapshot, NOON).content == before
    assert "500.0 450.0" in " ".join(texts(before))


@pytest.mark.django_db
def test_the_addendum_of_a_version_with_the_signatories_is_a_draft_and_then_made_anew():
    quarter = make_report()
    snapshot = put_right(quarter, status=Status.WITH_SIGNATORIES)
    draft = version_file(Kind.ADDENDUM, snapshot, NOON)
    sign_all(snapshot)
    quarter.refresh_from_db()
    publish(quarter)

    signed = version_file(Kind.ADDENDUM, snapshot, NOON)

    assert draft.name == "BCF-Northshire-2023-24-Q3-addendum-v2-DRAFT.pdf"
    assert signed.name == "BCF-Northshire-2023-24-Q3-addendum-v2.pdf"
    assert "DRAFT" in texts(draft.content)[0]
    assert "DRAFT" not in texts(signed.content)[0]


@pytest.mark.django_db
def test_an_addendum_that_went_out_stands_in_the_trail():
    quarter = make_report()
    put_right(quarter)
    by = make_user(quarter.board, Role.CLERK)

    made = actions.export_addendum(quarter=quarter, number=2, by=by, at=NOON)

    assert made.content.startswith(b"%PDF")
    event = AuditEvent.objects.last()
    assert (event.kind, event.subject) == ("reports.addendum.exported", made.name)
