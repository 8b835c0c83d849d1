"""The expenditure table as a file of some form, of all lines or of those that one leads."""

from dataclasses import replace

from reports.copies import late_of, paper_of_version
from reports.flat.csv import expenditure_csv
from reports.flat.json import expenditure_json
from reports.kept_files import File
from reports.models import Snapshot
from reports.names import DRAFT, edition, file_name, plain
from reports.workbook.facts import facts_now, facts_of
from reports.workbook.figures import figures_now, figures_of
from reports.workbook.writer import expenditure_workbook

FORMS = {"xlsx": expenditure_workbook, "csv": expenditure_csv, "json": expenditure_json}


def expenditure_file(ending, quarter, number, led_by):
    """A File of version `number`, or of what stands now where that is None.

    Raises NoSuchLeader.
    """
    facts, figures, marks = _now(quarter) if number is None else _of_version(quarter, number)
    if led_by:
        facts, figures = replace(facts, led_by=led_by), figures.led_by(led_by)
    what = "-".join(filter(None, ("expenditure", plain(led_by))))
    return File(file_name(quarter, what, ending, marks), FORMS[ending](facts, figures))


def _now(quarter):
    return facts_now(quarter), figures_now(quarter), DRAFT


def _of_version(quarter, number):
    snapshot = Snapshot.objects.of(quarter, number)
    paper = paper_of_version(snapshot, late_of(snapshot))
    return facts_of(paper, snapshot), figures_of(paper), edition(paper)
