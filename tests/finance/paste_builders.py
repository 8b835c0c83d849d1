"""A spreadsheet as people copy it, and the two posts of a paste."""

from finance.models import LineReturn
from tests.test_checks_saving import Form

PAGE = "/northshire/2023-24-q3/spending/paste/"
SPENDING = "/northshire/2023-24-q3/spending/"


def copied(*rows):
    """Rows of cells as Excel puts them on the clipboard."""
    return "".join("\t".join(cells) + "\r\n" for cells in rows)


def paste(client, text, *, column="forecast", unit="", **more):
    """The answer to the first post: the preview, or the form again."""
    return client.post(PAGE, {"column": column, "unit": unit, "text": text} | more)


def confirm(client, answer, **typed):
    """The answer to the button of a preview, with what the person typed on it."""
    return client.post(PAGE, Form(answer).boxes | {"asked": "yes"} | typed, follow=True)


def words(answer):
    return " ".join(answer.content.decode().split())


def forecasts():
    """What is stored by reference."""
    held = LineReturn.objects.order_by("line__scheme__order")
    return dict(held.values_list("line__scheme__reference", "forecast"))
