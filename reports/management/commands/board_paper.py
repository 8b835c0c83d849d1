from reports import actions
from reports.management.quarters import FileCommand


class Command(FileCommand):
    help = "Writes the board paper of a quarter as a PDF."
    make = staticmethod(actions.export_paper)
