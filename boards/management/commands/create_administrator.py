from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from boards import actions


class Command(BaseCommand):
    help = "Makes the first person: a system administrator who signs in by e-mail."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, email, **options):
        password = getpass("Password (12 characters or more): ")
        try:
            actions.create_administrator(
                email=email, password=password, by="command line", at=timezone.now()
            )
        except actions.CannotCreate as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{email} can now sign in as system administrator.")
