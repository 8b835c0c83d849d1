from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from boards.converters import PeriodKey
from boards.models import BoardQuarter
from boards.permissions import OF_THE_OPERATOR
from reports.board_paper.content import NoPaper
from reports.board_paper.pdf import PaperNotMade


class FileCommand(BaseCommand):
    """A command that writes one file made from a quarter; `make` is the action that makes it."""

    make = None

    def add_arguments(self, parser):
        parser.add_argument("board", help="address of the board, such as bromley")
        parser.add_argument("period", help="quarter, such as 2023-24-q3")
        parser.add_argument("--output", type=Path, required=True, help="file to write")

    def handle(self, board, period, output, **options):
        quarter = _quarter(board, period)
        try:
            made = self.make(quarter=quarter, by="command line", at=timezone.now())
            output.write_bytes(made.content)
        except (NoPaper, PaperNotMade) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{output} could not be written: {error.strerror}.") from None
        self.stdout.write(f"Wrote {output} ({len(made.content):,} bytes).")


def _quarter(board, period):
    try:
        key = PeriodKey.parse(period)
        quarter = (
            BoardQuarter.objects.for_period(board, key).select_related("board", "period").get()
        )
    except ValueError:
        message = f"“{period}” is not a quarter. Give it like 2023-24-q3."
        raise CommandError(message) from None
    except BoardQuarter.DoesNotExist:
        raise CommandError(f"There is no report of {board} for {period}.") from None
    quarter.allowed = OF_THE_OPERATOR
    return quarter
