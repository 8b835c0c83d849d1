from reports import actions
from reports.management.quarters import FileCommand


class Command(FileCommand):
    help = "Writes the expenditure workbook of a quarter."
    make = staticmethod(actions.export_workbook)
