"""The pictures of the documentation, from the untouched demonstration."""

import os
from pathlib import Path

import pytest

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PICTURES = {
    "task-list": ("commissioner", "", 1320),
    "metric": ("commissioner", "metrics/avoidable-admissions/", 1560),
    "spending": ("finance.council", "spending/", 900),
    "report-tables": ("signatory", "tables/", 1000),
}
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
@pytest.mark.parametrize("picture", PICTURES)
def test_the_documentation_shows_the_pages_as_they_are(visit, tmp_path, picture):
    name, address, height = PICTURES[picture]
    visitor = visit(name)
    visitor.page.set_viewport_size({"width": 1280, "height": height})
    visitor.open(QUARTER + address)
    visitor.look()
    folder = IMAGES if os.environ.get("BCF_SCREENSHOTS") == "1" else tmp_path
    visitor.page.screenshot(path=folder / f"{picture}.png")
    head = (folder / f"{picture}.png").read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20], "big") == 1280
