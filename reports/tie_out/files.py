"""The files of a version that are held against each other."""

from reports.expenditure_files import expenditure_file
from reports.kept_files import Kind, version_file
from reports.models import Snapshot
from reports.tie_out.comparing import headlines
from reports.tie_out.reading import of_data, of_paper, references_of
from reports.workbook.reading import of_workbook

NAMES = ("Workbook (Excel)", "Board paper (PDF)", "Data (JSON)")


def tie_out(quarter, number, at):
    """The Headlines of a version from its files, in the order of NAMES; raises PaperNotMade.

    What was kept is read; what nobody asked for so far is made, as for whoever downloads it.
    """
    snapshot = Snapshot.objects.of(quarter, number)
    workbook, paper = (
        version_file(kind, snapshot, at).content for kind in (Kind.WORKBOOK, Kind.PAPER)
    )
    data = expenditure_file("json", quarter, number, "").content
    return headlines((of_workbook(workbook), of_paper(paper, references_of(data)), of_data(data)))
