"""What changes or bounds the plan of a year, besides its lines, as frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from boards import formats


@dataclass(frozen=True)
class MovedMoney:
    """Plan money moved between two lines, each as “BRO-2324-01 Assistive Technologies”; pounds."""

    agreed_on: date
    amount: Decimal
    taken_from: str
    given_to: str
    reason: str


@dataclass(frozen=True)
class Carried:
    """An underspend proposed for next year; agreed where it has a day for that."""

    reference: str
    name: str
    stream: str
    amount: Decimal
    reason: str
    proposed_on: date
    agreed_on: date | None = None

    @property
    def line(self):
        """“BRO-2324-01 Assistive Technologies”."""
        return f"{self.reference} {self.name}"

    @property
    def state(self):
        """“Agreed on 3 May 2024”."""
        return f"Agreed on {formats.date(self.agreed_on)}" if self.agreed_on else "Proposed"


@dataclass(frozen=True)
class HeldReserve:
    """A reserve beside the plan, in the year and the one before."""

    name: str
    last_year: Decimal | None
    this_year: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class SharedRisk:
    """The part of an overspend, in per cent, that a partner bears."""

    partner: str
    percent: Decimal
    note: str = ""


@dataclass(frozen=True)
class Minimum:
    """The least to be spent on something; `kind` is one that lines say they count towards."""

    kind: str
    name: str
    amount: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class Printed:
    """An amount as a paper prints it; `kind` and `group` say of what."""

    kind: str
    group: str
    label: str
    printed: str
    source: str = ""


@dataclass(frozen=True)
class FundReport:
    """The plan of a year around its lines."""

    virements: tuple[MovedMoney, ...] = ()
    carried: tuple[Carried, ...] = ()
    reserves: tuple[HeldReserve, ...] = ()
    risk_shares: tuple[SharedRisk, ...] = ()
    minima: tuple[Minimum, ...] = ()
    printed: tuple[Printed, ...] = ()
