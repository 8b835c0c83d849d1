"""What was read of a report is kept in the process until the trail of its board goes on.

Every change of a figure writes an event in its own transaction, so the head of the trail names one
state of everything that the board holds; catalogues are named by the installation's own trail.
"""

from functools import wraps
from threading import Lock

from cachetools import LRUCache, cached

MOST = 64
_stores = []


def kept(read):
    """A read about a quarter, or a list of them, made once for each state of their boards.

    Only quarters that were fetched for a page say which state they are of (`as_at`); for any
    other, as inside an action, the read is made each time. What it returns is shared: frozen, or
    never changed.
    """
    store = LRUCache(MOST)
    _stores.append(store)
    keeping = cached(store, key=_place, lock=Lock())(read)

    @wraps(read)
    def reading(about, **only):
        has_state = all(quarter.as_at for quarter in _quarters(about))
        return (keeping if has_state else read)(about, **only)

    return reading


def _place(about, **only):
    return *((quarter.pk, quarter.as_at) for quarter in _quarters(about)), *only.items()


def _quarters(about):
    return about if isinstance(about, list) else [about]


def forget():
    """Empty what is kept: for tests, which begin with another database each."""
    for store in _stores:
        store.clear()
