"""Which tests stand for which numbers of docs/checks.md: records a run, and prints the table.

With BCF_CHECKS=FILE a run of pytest writes there what became of every test that has a number.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
FINISHED = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}
DATABASES = ("SQLite", "PostgreSQL")
WORST_LAST = ["skipped", "passed", "not run", "failed"]


def listed():
    """The checks of the document as pairs of number and title."""
    return [(int(number), title) for number, title in ROW.findall(DOCUMENT.read_text())]


class Recorder:
    """Knows the numbers of every test and what became of it, also across processes."""

    def __init__(self):
        self.numbers, self.outcomes = {}, {}

    def pytest_collection_finish(self, session):
        for item in session.items:
            marks = item.iter_markers("check")
            if found := sorted({number for mark in marks for number in mark.args}):
                self.numbers[item.nodeid] = found

    def pytest_runtest_logreport(self, report):
        worst = self.outcomes.get(report.nodeid, "skipped")
        is_its_own = report.when == "call" or report.outcome != "passed"
        new = report.outcome if is_its_own else worst
        self.outcomes[report.nodeid] = max(worst, new, key=WORST_LAST.index)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        self.numbers |= getattr(node, "workeroutput", {}).get("checks", {})

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["checks"] = self.numbers
        else:
            found = {"finished": exitstatus in FINISHED, "checks": self.by_number()}
            Path(os.environ["BCF_CHECKS"]).write_text(json.dumps(found))

    def by_number(self):
        found = defaultdict(list)
        for test, numbers in self.numbers.items():
            for number in numbers:
                found[number].append((test, self.outcomes.get(test, "not run")))
        return found


def pytest_configure(config):
    if os.environ.get("BCF_CHECKS"):
        config.pluginmanager.register(Recorder())


@pytest.fixture
def rounds(request):
    """How often to try a fault: once, or with FAULTS=all the number given by its marker."""
    every = request.node.get_closest_marker("faults").kwargs["rounds"]
    return every if os.environ.get("FAULTS") == "all" else 1


def verdict(outcomes):
    """What is said of a check whose tests ended like this on one database."""
    if not outcomes:
        return "missing"
    ran = set(outcomes) - {"skipped"}
    if not ran:
        return "skipped"
    return "passed" if ran == {"passed"} else "failed"


def overall(verdicts):
    """What is said of a check in all: where it was not run it did not pass."""
    passed = [name for name, said in zip(DATABASES, verdicts, strict=True) if said == "passed"]
    if passed and "failed" not in verdicts:
        return "passed" if len(passed) == len(DATABASES) else f"passed on {passed[0]} only"
    return next(word for word in ("failed", "skipped", "missing") if word in verdicts)


def table(databases):
    """The lines of the table, from what was recorded on each database, and whether one failed."""
    heads = "".join(f"{name:>14}" for name in DATABASES)
    lines, results = [f"{'no.':>3}  {'check':38}{heads}  result"], []
    for number, title in listed():
        outcomes = [
            [outcome for _, outcome in found["checks"].get(str(number), [])] for found in databases
        ]
        results.append(overall([verdict(ended) for ended in outcomes]))
        cells = "".join(f"{_cell(ended):>14}" for ended in outcomes)
        lines.append(f"{number:>3}  {title:38}{cells}  {results[-1]}")
    said = [f"{count} {result}" for result, count in sorted(Counter(results).items())]
    return [*lines, ", ".join(said)], "failed" in results


def _cell(outcomes):
    """How a check ended on one database, and how many of its tests did not pass or did."""
    said = verdict(outcomes)
    good = sum(outcome == "passed" for outcome in outcomes)
    bad = sum(outcome not in {"passed", "skipped"} for outcome in outcomes)
    count = {"passed": good, "failed": bad, "skipped": len(outcomes)}.get(said, "")
    return f"{count} {said}".strip()


def recorded(file):
    """What a run wrote, or that it never came to its end."""
    return json.loads(file.read_text()) if file.exists() else {"finished": False, "checks": {}}


def main(*files):
    databases = [recorded(Path(file)) for file in files]
    lines, failed = table(databases)
    print(*lines, sep="\n")
    named = zip(files, databases, strict=True)
    unfinished = [file for file, found in named if not found["finished"]]
    for file in unfinished:
        print(f"The run for {file} was not finished, so do not rely on this table.")
    return int(failed or bool(unfinished))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
