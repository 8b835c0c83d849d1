"""How a target to date follows from the annual target: pure arithmetic, no database."""

MONTHS_OF_A_YEAR = 12


def accumulated(annual, first_month, last_month, profile=()):
    """The share of an accumulating target for the months covered (1 is April): 440, 1, 6 is 220.

    A profile of all twelve months, where the board set one, takes the place of even shares.
    """
    if len(profile) == MONTHS_OF_A_YEAR:
        return sum(profile[first_month - 1 : last_month])
    return annual * (last_month - first_month + 1) / MONTHS_OF_A_YEAR


def constant(annual, first_month, last_month, profile=()):
    """A proportion or an average is aimed at all year."""
    return annual


BY_METHOD = {"accumulates": accumulated, "constant": constant}


def target_to_date(method, annual, first_month, last_month, profile=()):
    """The target for the months covered at full precision, or None when a part is missing."""
    if None in (annual, first_month, last_month):
        return None
    return BY_METHOD[method](annual, first_month, last_month, profile)
