"""The child that makes the PDF: what it must not reach, and what it may use."""

import os
import socket
import subprocess
import sys
import tempfile
from base64 import b64encode
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from django.conf import settings

from reports.board_paper.child import NEEDED, Limits
from reports.board_paper.html import paper_html
from reports.board_paper.pdf import PaperNotMade, pdf_of, render_pdf
from reports.board_paper.text import TablePlace
from tests.reports.paper_builders import NARRATIVE, make_cover, make_paper, texts

SHORT = '<html lang="en"><title>x</title><body>next</body></html>'
ENDLESS = SHORT.replace("next", "<p>" + "a <b>b</b> " * 60_000)


@pytest.fixture
def listener():
    """A port of this machine on which nothing should ever knock."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def nobody_knocked(listener):
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def payloads(file, address):
    """HTML that makes a careless renderer read a file or call an address."""
    nested = b64encode(
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'.encode()
    ).decode()
    return (
        f'<img alt="x" src="{file}">',
        f'<img alt="x" src="{address}">',
        f'<link rel="attachment" href="{file}">',
        f'<a rel="attachment" href="{file}">a</a>',
        f'<object data="{file}"></object>',
        f'<embed src="{address}">',
        f'<link rel="stylesheet" href="{address}">',
        f"<style>@import url({address}); body {{ background: url({file}) }}</style>",
        f"<style>@font-face {{ font-family: x; src: url({address}) }}</style>",
        f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{address}"/></svg>',
        f'<img alt="x" src="data:image/svg+xml;base64,{nested}">',
        f'<base href="{file}"><img alt="x" src="relative">',
        '<img alt="x" src="/etc/passwd">',
        "{{ 7|add:7 }} {% now 'Y' %}",
    )


def attached(content):
    reader = pypdf.PdfReader(BytesIO(content))
    marks = [mark.get_object() for p in reader.pages for mark in p.get("/Annots", [])]
    files = [mark for mark in marks if mark["/Subtype"] == "/FileAttachment"]
    return len(reader.attachments) + len(files)


@pytest.mark.check(51)
def test_the_renderer_fetches_nothing_even_from_hostile_html(listener, tmp_path):
    canary = tmp_path / "secret.txt"
    canary.write_text("canary in the file")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    body = "".join(payloads(canary.as_uri(), address))

    made = pdf_of(
        f'<html lang="en"><head><title>x</title></head><body><p>seen</p>{body}</body></html>'
    )

    assert nobody_knocked(listener)
    assert attached(made) == 0
    assert "canary" not in " ".join(texts(made))
    assert "seen" in texts(made)[0]


OURS = {"kind", "state", "method", "percentage"}


def marked_up(value):
    """The same value with markup in every text that a person may have typed."""
    if isinstance(value, str):
        return f"{value}<b>"
    if isinstance(value, tuple):
        return tuple(map(marked_up, value))
    if is_dataclass(value) and not isinstance(value, TablePlace):
        typed = [field.name for field in fields(value) if field.name not in OURS]
        return replace(value, **{name: marked_up(getattr(value, name)) for name in typed})
    return value


@pytest.mark.check(51)
def test_no_text_of_a_paper_becomes_markup():
    html = paper_html(marked_up(make_paper()))

    assert html.count("&lt;b&gt;") > 75
    assert "<b>" not in html


@pytest.mark.check(51)
def test_markup_in_a_text_is_printed_as_it_was_typed(listener, tmp_path):
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    hostile = payloads((tmp_path / "secret.txt").as_uri(), address)
    cover = make_cover(title="<b>Title</b>", ward='<a rel="attachment" href="file:///etc/passwd">')

    made = render_pdf(make_paper("\n\n".join(hostile) + f"\n\n{NARRATIVE}", cover=cover))

    printed = "".join("".join(texts(made)).split())
    assert all("".join(text.split()) in printed for text in (*hostile, cover.title, cover.ward))
    assert nobody_knocked(listener)
    assert attached(made) == 0


@pytest.mark.check(52)
@pytest.mark.parametrize(
    ("limits", "words"),
    [
        pytest.param(Limits(cpu=1), "too long", id="processor"),
        pytest.param(Limits(wall=0.5), "too long", id="clock"),
        pytest.param(Limits(memory=100 * 1024**2), "could not be made", id="memory"),
    ],
)
def test_a_paper_over_its_limit_is_stopped_and_the_next_one_works(limits, words):
    with pytest.raises(PaperNotMade, match=words):
        pdf_of(ENDLESS, limits)

    assert pdf_of(SHORT).startswith(b"%PDF")


def test_a_child_leaves_no_files_behind_even_when_it_is_killed(tmp_path, monkeypatch):
    pdf_of(SHORT)  # starts the server of the children, which has a folder of its own
    shared = Path(tempfile.gettempdir())
    before = set(shared.glob("weasyprint-*"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    render_pdf(make_paper())
    with pytest.raises(PaperNotMade):
        pdf_of(paper_html(make_paper()).replace("</main>", f"{ENDLESS}</main>"), Limits(cpu=1))

    assert list(tmp_path.iterdir()) == []
    assert set(shared.glob("weasyprint-*")) <= before


def test_the_child_does_not_know_the_secrets_of_the_service():
    code = (
        "from os import environ; from reports.board_paper.child import Limits, restrict;"
        "restrict(Limits()); print(*environ)"
    )

    known = subprocess.check_output([sys.executable, "-c", code], cwd=settings.BASE_DIR, text=True)

    assert "SECRET_KEY" in os.environ
    assert set(known.split()) <= NEEDED


def test_the_web_process_does_not_hold_weasyprint():
    code = (
        "import django, sys; django.setup(); import reports.board_paper.pdf;"
        "sys.exit('weasyprint' in sys.modules or 'pikepdf' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR).returncode == 0
