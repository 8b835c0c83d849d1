"""What the tests of income and of the plan's money share: streams, allocations, pages."""

from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError

from finance.models import Allocation, Basis, CarryForward
from schemes.models import FundingStream
from tests.builders import decimal
from tests.test_checks_saving import Form

QUARTER = "/northshire/2023-24-q3/"
INCOME, CHANGES = QUARTER + "income/", QUARTER + "plan-changes/"
VIREMENT, PROPOSE = CHANGES + "virement/", CHANGES + "carry-forward/"
PLANS, RESERVES = CHANGES + "lines/", CHANGES + "reserves/"
SHARES, MINIMA = CHANGES + "risk-share/", CHANGES + "minimums/"


def make_stream(code, *, name=None, payer="NHS", **facts):
    stream, _ = FundingStream.objects.get_or_create(
        code=code, defaults={"name": name or code, "first_year": 2015, "paid_by": payer} | facts
    )
    return stream


def make_allocation(quarter, code, amount, *, payer="NHS", year=2023, stream=None, **facts):
    return Allocation.objects.create(
        board=quarter.board, year=year, stream=make_stream(code, payer=payer, **(stream or {})),
        amount=amount, **{"basis": Basis.PRINTED} | facts,
    )  # fmt: skip


def make_proposal(line, amount="10000", **facts):
    """An underspend of a line that is proposed for next year."""
    values = {"reason": "Late delivery.", "proposed_on": date(2023, 12, 31)}
    return CarryForward.objects.create(line=line, amount=decimal(amount), **values | facts)


def let_two_meet(monkeypatch, module, name):
    """Whoever has read by a function of a module waits a moment for another to have read as much.

    Where only one at a time may come there, the other never comes and the wait ends.
    """
    both, read = Barrier(2), getattr(module, name)

    def reading(*args):
        found = read(*args)
        with suppress(BrokenBarrierError):
            both.wait(1)
        return found

    monkeypatch.setattr(module, name, reading)


def posted(client, page, **typed):
    """The answer to a page sent as a browser sends it, with some boxes typed over."""
    return client.post(page, Form(client.get(page)).boxes | typed)


def day(year, month, number):
    return {"agreed_on_day": number, "agreed_on_month": month, "agreed_on_year": year}
