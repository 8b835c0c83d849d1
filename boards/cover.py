"""For how long a board has an administrator: days and grants, no database."""

from datetime import timedelta


def first_day_without(grants, on):
    """The first day from `on` that none of the grants covers; None when one has no end."""
    day = on
    while True:
        ends = [grant.ends_on for grant in grants if _covers(grant, day)]
        if not ends:
            return day
        if None in ends:
            return None
        day = max(ends) + timedelta(days=1)


def is_shorter(after, before):
    """Whether the first day without anybody comes sooner than it did."""
    return after is not None and (before is None or after < before)


def _covers(grant, day):
    has_begun = grant.starts_on is None or grant.starts_on <= day
    return has_begun and (grant.ends_on is None or grant.ends_on >= day)
