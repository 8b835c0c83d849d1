"""Figures read back from the data and from the paper of a version."""

import json
import re
from decimal import Decimal
from io import BytesIO

import pypdf
from pypdf.errors import PyPdfError

from boards import formats
from reports.tie_out.printed import FIGURES, MISSING, UNREADABLE, Printed, check_code

TABLE, GRAND_TOTAL = "Table 2: Better Care Fund expenditure", "Grand total"
_FIGURE = rf"(?:{formats.MINUS}?[\d,]+|{formats.NOT_PROVIDED})"
_RUN = re.compile(rf"(?: {_FIGURE})*")
_SUBTOTAL = re.compile(rf"subtotal((?: {_FIGURE})+)")


def of_data(content):
    """What the table holds as JSON."""
    document = json.loads(content)
    sums = [*document["groups"], document["total"]]
    return Printed(
        check_code=check_code(document["edition"]),
        lines=len(document["lines"]),
        totals=tuple(tuple(_pounds(item[name]) for name in FIGURES) for item in sums),
    )


def _pounds(text):
    return formats.thousands(None if text is None else Decimal(text))


def of_paper(content, references):
    """What a board paper prints; `references` are those of the lines that are looked for."""
    try:
        pages = pypdf.PdfReader(BytesIO(content)).pages
        text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    except PyPdfError:
        return UNREADABLE
    code, (_, begins, table) = check_code(text), text.partition(TABLE)
    if not begins:
        return Printed(code, None, None)
    groups, _, rest = table.partition(GRAND_TOTAL)
    return Printed(
        check_code=code,
        lines=sum(f" {reference} " in groups for reference in references),
        totals=(*map(_figures, _SUBTOTAL.findall(groups)), _figures(_RUN.match(rest)[0])),
    )


def _figures(run):
    """Plan, forecast and variance: the first and the last two of a row of figures."""
    found = re.findall(_FIGURE, run) or [MISSING] * len(FIGURES)
    return found[0], *found[-2:]


def references_of(content):
    """The references of the lines in the table as JSON."""
    return [line["reference"] for line in json.loads(content)["lines"]]
