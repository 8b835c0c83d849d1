"""What the tests of the spending screens share: addresses, posted pages, lines with outputs."""

from schemes.models import FundingStream, Scheme, SchemeType

PAGE = "/northshire/2023-24-q3/spending/"
CONFIRM = PAGE + "confirm/"
EXPLAIN = PAGE + "differences/"


def words(answer):
    return " ".join(answer.content.decode().split())


def lines_of(answer):
    return [line for group in answer.context["groups"] for line in group.lines]


def names_of(answer):
    return [line.row.reference for line in lines_of(answer)]


def page_as_posted(client, page=PAGE):
    """What a browser posts for the page as it stands: every box with the value it was shown."""
    cells = [cell for line in lines_of(client.get(page)) for cell in line.cells if cell.editable]
    return {cell.name: cell.text for cell in cells} | {
        f"shown-{cell.name}": cell.shown for cell in cells
    }


def count_outputs(line, unit="packages", planned=None):
    """Make the scheme of a line one whose outputs are counted."""
    kind, _ = SchemeType.objects.get_or_create(
        code=unit, defaults={"name": f"Counts {unit}", "first_year": 2015, "output_unit": unit}
    )
    Scheme.objects.filter(pk=line.scheme_id).update(scheme_type=kind, planned_outputs=planned)


def pay_from(line, code, name):
    """Move a line to a stream of its own."""
    line.stream, _ = FundingStream.objects.get_or_create(
        code=code, defaults={"name": name, "first_year": 2015}
    )
    line.save()
