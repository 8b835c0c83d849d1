"""What one person meets who opens everything, and what of it belongs to another board."""

import io
import re
import zipfile

import pypdf
from django.test import Client

from boards.models import Board
from tests import builders
from tests.tenancy_builders import STATES
from tests.test_every_address import NAMES, OPEN_TO_ANYONE, address

QUERIES = ["?q=CANARY", "?sort=-board", "?page=2", "?format=csv", "?board=northshire"]


def member(slug, role):
    client = Client()
    client.force_login(builders.make_user(Board.objects.get(slug=slug), role))
    return client


def crawl(client, *starts):
    """All that a person can read by following links from there: status and text by address."""
    return dict(walked(client, *starts))


def walked(client, *starts, below="/"):
    """Each address with its status and text; only links to addresses below one are followed."""
    seen, waiting = set(), list(starts)
    while waiting:
        place = waiting.pop()
        if place in seen or place.startswith("/static/"):
            continue
        seen.add(place)
        answer = client.get(place)
        text = readable(answer)
        yield place, text
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found = re.findall(r'href="(/[^"#]*)', text)
            waiting += [link for link in found if link.startswith(below)]


def with_queries(client, seen):
    """The same pages once more, searched, sorted, turned and asked for in another format.

    What was refused is asked for with all of that at once.
    """
    found = {}
    for place, text in seen.items():
        if place.endswith("/"):
            queries = QUERIES if text.startswith("200") else ["&".join(QUERIES).replace("&?", "&")]
            found |= {place + query: readable(client.get(place + query)) for query in queries}
    return found


def readable(answer):
    """The status, and the text of a page, of all pages of a PDF, or of every part of a workbook."""
    content = answer.getvalue()
    text = content.decode(errors="replace")
    if content.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(content))
        text = f"{read.metadata} " + " ".join(page.extract_text() for page in read.pages)
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        text = " ".join(parts.read(name).decode() for name in parts.namelist())
    return f"{answer.status_code} {text}"


def addresses_of(board):
    places = [address(name) for name in NAMES if name not in OPEN_TO_ANYONE]
    return [place.replace("northshire", board).replace("q3", f"q{number}")
            for place in places for number in STATES]  # fmt: skip


def leaks(seen, other, traces):
    """Texts and amounts of the other board in what was seen, and its addresses that answered."""
    texts, amounts = traces[other].in_what_was(seen)
    found = [at for at in seen if at.startswith(f"/{other}/") and not seen[at].startswith("404")]
    return {*texts, *amounts, *found}
