from django.core.management.commands.migrate import Command as Migrate

from boards import seals
from reports.seals import SEALS


class Command(Migrate):
    """Django's own, with the seals of the tables taken off before and put on again afterwards.

    After migrating to anything but the end they stay off, and the service does not start.
    """

    def handle(self, *arguments, **options):
        alters = not (options["plan"] or options["check_unapplied"])
        if alters:
            seals.take_off()
        super().handle(*arguments, **options)
        if alters and not options["app_label"]:
            seals.put_on(SEALS)
