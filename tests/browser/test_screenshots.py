"""The pictures of the documentation, from the untouched demonstration."""

import os
from pathlib import Path

import pytest

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TRAINING, PLAN_OF_2014 = "/training/2024-25-q2/", "/bromley-2014/2015-16-q1/"
# Who sees what, and how much of the page a picture 1280 wide shows.
PICTURES = {
    "task-list": ("commissioner", TRAINING, 1320),
    "metric": ("commissioner", QUARTER + "metrics/avoidable-admissions/", 1320),
    "spending": ("finance.council", TRAINING + "spending/", 900),
    "confirm-lines": ("finance.council", TRAINING + "spending/confirm/?all=yes", 800),
    "paste": ("finance.council", TRAINING + "spending/paste/", 700),
    "differences": ("finance.council", TRAINING + "spending/differences/", 900),
    "income": ("finance.council", TRAINING + "income/", 1220),
    "plan-changes": ("finance.council", TRAINING + "plan-changes/", 1320),
    "money-checks": ("finance.council", TRAINING + "spending/checks/", 900),
    "plan-printed": ("finance.council", PLAN_OF_2014 + "plan-money/", 1000),
    "condition": ("commissioner", TRAINING + "plan/nc4/", 1000),
    "actions": ("commissioner", TRAINING + "plan/nc3/actions/", 1000),
    "risks": ("commissioner", TRAINING + "risks/", 800),
    "risk": ("commissioner", TRAINING + "risks/R5/", 1000),
    "commentary": ("commissioner", TRAINING + "commentary/performance/", 1100),
    "check": ("commissioner", TRAINING + "check/", 1000),
    "comments": ("commissioner", TRAINING + "comments/metric:falls/", 600),
    "dates": ("commissioner", TRAINING + "dates/", 800),
    "report-tables": ("signatory", QUARTER + "tables/", 1000),
}
NARROW = (390, 844)
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@pytest.mark.parametrize("script", [True], indirect=True, ids=["with JavaScript"])
@pytest.mark.parametrize("picture", PICTURES)
def test_the_documentation_shows_the_pages_as_they_are(visit, tmp_path, picture):
    name, address, height = PICTURES[picture]
    visitor = visit(name)
    folder = IMAGES if os.environ.get("BCF_SCREENSHOTS") == "1" else tmp_path
    for end, (width, tall) in (("", (1280, height)), ("-narrow", NARROW)):
        visitor.page.set_viewport_size({"width": width, "height": tall})
        visitor.open(address)
        visitor.look()
        kept = folder / f"{picture}{end}.png"
        visitor.page.screenshot(path=kept)
        assert width_of(kept) == width


def width_of(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int.from_bytes(head[16:20], "big")
