"""Who owns which part of a board's reports, from its fixture folder."""

from boards.models import Organisation, Owner, User
from reports.demonstration.accounts import DOMAIN
from reports.demonstration.reading import rows


def load_owners(board, folder):
    """Make the Owner of each part; where no account is named, the part is its organisation's."""
    partners = {item.short_name: item for item in Organisation.objects.filter(board=board)}
    people = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    Owner.objects.bulk_create(
        Owner(
            board=board,
            subject=record["subject"],
            title=record["title"],
            organisation=partners.get(record["organisation"]),
            user=people.get(f"{record['account']}@{DOMAIN}"),
        )
        for record in rows(folder, "owners.csv")
    )
