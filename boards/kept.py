"""What was read of a report is kept in the process until the trail of its board goes on.

Every change of a figure writes an event in its own transaction, so the head of the trail names one
state of everything that the board holds; catalogues are named by the installation's own trail.
"""

from contextvars import ContextVar
from functools import wraps
from threading import Lock

from cachetools import LRUCache, cached

MOST = 64
# Whether a page is only being looked at: whoever saves is shown the rows as they are by then.
is_reading = ContextVar("is_reading", default=False)
_stores = []


def kept(read):
    """A read about a quarter, a list of them or a board, made once for each state of their boards.

    That holds for pages that are looked at, whose rows say which state they are of (`as_at`);
    for a form that is sent, and inside an action, the read is made each time. What it returns is
    shared: frozen, or never changed.
    """
    store = LRUCache(MOST)
    _stores.append(store)
    keeping = cached(store, key=_place, lock=Lock())(read)

    @wraps(read)
    def reading(about, **only):
        has_state = is_reading.get() and all(row.as_at for row in _rows(about))
        return (keeping if has_state else read)(about, **only)

    return reading


def _place(about, **only):
    return *((row.pk, row.as_at) for row in _rows(about)), *only.items()


def _rows(about):
    return about if isinstance(about, list) else [about]


def forget():
    """Empty what is kept: for tests, which begin with another database each."""
    for store in _stores:
        store.clear()
