from django.core.management.base import BaseCommand, CommandError

from boards import formats
from boards.verifying import verify


class Command(BaseCommand):
    help = (
        "Reads the trail of every board and names the first event that was changed, added, "
        "removed or moved. Keep the digests it prints elsewhere: they show a trail written anew."
    )

    def handle(self, **options):
        found = []
        for trail in verify():
            found.append(trail)
            if trail.wrong:
                self.stdout.write(f"{trail.name}: event {trail.sequence} is {trail.wrong}.")
            else:
                events = formats.counted(trail.intact, "event")
                self.stdout.write(f"{trail.name}: {events}, ending in {trail.head}.")
        if broken := sum(bool(trail.wrong) for trail in found):
            raise CommandError(f"{formats.counted(broken, 'trail')} not intact.")
        events = formats.counted(sum(trail.intact for trail in found), "event")
        boards = formats.counted(sum(trail.is_of_a_board for trail in found), "board")
        self.stdout.write(f"{events} of {boards} are intact.")
