"""A rate from what was counted and out of how many: pure arithmetic, no database."""

from boards import formats


def rate(numerator, denominator, base):
    """45 of 46 at a base of 100 is 97.826…; None when there is nothing to divide."""
    if None in (numerator, denominator, base) or not denominator:
        return None
    return numerator * base / denominator


def agrees(actual, computed):
    """Whether a rate typed to some decimals is the computed one to as many."""
    return formats.rounded(computed, places(actual)) == actual


def places(value):
    """The decimals that a figure was typed with."""
    return max(0, -value.as_tuple().exponent)
