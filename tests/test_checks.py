"""The table of checks: its numbers, its markers, and that it never says more than was run."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks import DOCUMENT, listed, main, overall, table, verdict

TESTS = Path(__file__).parent
SAMPLE = """
import pytest

@pytest.fixture
def broken():
    raise RuntimeError

@pytest.mark.check(1)
def test_passes():
    pass

@pytest.mark.check(2, 3)
@pytest.mark.parametrize("right", [True, False])
def test_fails_once(right):
    assert right

@pytest.mark.check(4)
def test_is_not_set_up(broken):
    pass

@pytest.mark.check(5)
@pytest.mark.skip
def test_is_skipped():
    pass

def test_has_no_number():
    assert False

@pytest.mark.faults(rounds=30)
def test_rounds(rounds):
    print("rounds:", rounds)
"""


def test_the_document_numbers_sixty_checks_once_each():
    assert [number for number, _ in listed()] == list(range(1, 61))
    assert DOCUMENT.read_text().count("\n| ") == 60 + DOCUMENT.read_text().count("\n| no.")


def numbers_of_markers():
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.check":
                yield from ((path.name, ast.literal_eval(argument)) for argument in node.args)


def test_every_number_of_a_marker_is_in_the_document():
    known = {number for number, _ in listed()}
    used = list(numbers_of_markers())

    assert len(used) > 20
    assert [place for place in used if place[1] not in known] == []


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([], "missing"),
        (["skipped"], "skipped"),
        (["passed", "skipped"], "passed"),
        (["passed", "failed"], "failed"),
        (["passed", "not run"], "failed"),
    ],
)
def test_a_check_is_as_good_as_its_worst_test(outcomes, said):
    assert verdict(outcomes) == said


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "skipped"], "passed on SQLite only"),
        (["missing", "passed"], "passed on PostgreSQL only"),
        (["failed", "passed"], "failed"),
        (["skipped", "missing"], "skipped"),
        (["missing", "missing"], "missing"),
    ],
)
def test_a_check_that_was_skipped_on_a_database_did_not_pass_there(verdicts, said):
    assert overall(verdicts) == said


def test_the_table_says_of_each_database_how_many_tests_ended_how():
    on_sqlite = {"finished": True, "checks": {"28": [["a", "skipped"], ["b", "skipped"]]}}
    on_postgresql = {"finished": True, "checks": {"28": [["a", "passed"], ["b", "failed"]]}}

    (line,) = [line for line in table([on_sqlite, on_postgresql])[0] if line.startswith(" 28 ")]

    assert line.split()[-5:] == ["2", "skipped", "1", "failed", "failed"]


def run(folder, *options, **variables):
    """What pytest says of the sample, and what was recorded."""
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  check\n  faults\n")
    (folder / "test_sample.py").write_text(SAMPLE)
    record = folder / "checks.json"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.checks", "-s", *options, folder],
        cwd=TESTS.parent, env=os.environ | {"BCF_CHECKS": str(record)} | variables,
        capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout, json.loads(record.read_text())


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["one-process", "two-processes"])
def test_a_run_records_what_became_of_every_number(tmp_path, options):
    _, found = run(tmp_path, *options)

    outcomes = {
        number: [outcome for _, outcome in ended] for number, ended in found["checks"].items()
    }
    assert found["finished"]
    assert outcomes == {
        "1": ["passed"],
        "2": ["passed", "failed"],
        "3": ["passed", "failed"],
        "4": ["failed"],
        "5": ["skipped"],
    }
    assert table([found, found])[0][-1] == ("3 failed, 55 missing, 1 passed, 1 skipped")


def test_a_test_that_was_not_reached_fails_its_number(tmp_path):
    _, found = run(tmp_path, "-x")

    assert [outcome for _, outcome in found["checks"]["4"]] == ["not run"]


def test_a_run_that_did_not_finish_is_not_trusted(tmp_path, capsys):
    run(tmp_path, "-k", "passes")
    recorded, never_written = tmp_path / "checks.json", tmp_path / "never-written.json"

    assert (main(recorded, recorded), main(recorded, never_written)) == (0, 1)
    assert "never-written.json was not finished" in capsys.readouterr().out


@pytest.mark.parametrize(("faults", "rounds"), [("", 1), ("all", 30)])
def test_a_fault_is_tried_once_or_as_often_as_its_marker_says(tmp_path, faults, rounds):
    said, _ = run(tmp_path, "-m", "faults", FAULTS=faults)

    assert f"rounds: {rounds}\n" in said
