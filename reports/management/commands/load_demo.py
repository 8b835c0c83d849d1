from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.demonstration.accounts import save_passwords
from reports.demonstration.loading import NotADemonstration, load_demonstration

ACCOUNTS = settings.BASE_DIR / "data" / "demonstration-accounts.txt"


class Command(BaseCommand):
    help = "Loads the demonstration into an empty database, and prints who can sign in."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", type=Path, default=ACCOUNTS, help="where passwords go")

    def handle(self, accounts, **options):
        try:
            passwords = load_demonstration(at=timezone.now())
        except NotADemonstration as error:
            raise CommandError(str(error)) from None
        if passwords:
            save_passwords(passwords, accounts)
        self.stdout.write("Demonstration accounts (e-mail, password):")
        self.stdout.write(_listed(accounts))


def _listed(accounts):
    if accounts.exists():
        return accounts.read_text()
    return f"The passwords were made at the first load; their file {accounts} is gone."
