"""The checks of the money of a quarter, as its pages show them."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from boards import formats
from boards.kept import kept
from finance.agreement import Agreement, State
from finance.agreements import agreements
from finance.fund_queries import fund_report
from finance.income import income_report
from finance.queries import spend_report

# What needs somebody stands first.
ORDER = (State.CHECK, State.NOT_KNOWN, State.AGREES)
TONES = {State.CHECK: "yellow", State.NOT_KNOWN: "grey", State.AGREES: "green"}


@dataclass(frozen=True)
class Shown:
    """A check as a page shows it."""

    agreement: Agreement
    key: str
    href: str

    @property
    def tone(self):
        return TONES[self.agreement.state]


@kept
def checks(quarter):
    """The Agreements of a quarter, a tuple."""
    return agreements(spend_report(quarter), income_report(quarter), fund_report(quarter))


def shown(quarter):
    """The checks of a quarter, those that need somebody first, with where each is mended."""
    found = sorted(checks(quarter), key=lambda item: ORDER.index(item.state))
    return [
        Shown(item, f"check-{number}", reverse(item.to, kwargs=quarter.address))
        for number, item in enumerate(found, 1)
    ]


def in_words(found):
    """“5 checks: 3 agree, 1 needs you, 1 is not known”."""
    counts = Counter(item.state for item in found)
    if counts[State.AGREES] == len(found):
        return f"All {formats.counted(len(found), 'check')} agree"
    said = [
        _said(counts[State.AGREES], "agrees", "agree"),
        _said(counts[State.CHECK], "needs you", "need you"),
        _said(counts[State.NOT_KNOWN], "is not known", "are not known"),
    ]
    return f"{formats.counted(len(found), 'check')}: {', '.join(filter(None, said))}"


def _said(count, one, many):
    return f"{count} {one if count == 1 else many}" if count else ""
