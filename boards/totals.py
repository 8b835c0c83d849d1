from decimal import Decimal


def total(values):
    """The sum of all values, or None while any is missing: a part total misleads."""
    amounts = list(values)
    if any(amount is None for amount in amounts):
        return None
    return sum(amounts, Decimal(0))


def difference(minuend, subtrahend):
    """`minuend` less `subtrahend`, or None while either is missing."""
    if minuend is None or subtrahend is None:
        return None
    return minuend - subtrahend
