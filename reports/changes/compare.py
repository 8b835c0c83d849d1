"""One version of a paper held against another, item by item and paragraph by paragraph."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import zip_longest

from reports.changes.fund import fund
from reports.changes.performance import performance
from reports.changes.plan import plan
from reports.changes.spending import spending
from reports.changes.text import text
from reports.changes.values import Changed, Entry, Unit

# A paragraph is another one rewritten from so many words in common on, out of how many.
ALIKE, OUT_OF = 2, 5
NO_UNIT = Unit("")


def changes(before, after):
    """What differs between two BoardPapers, a tuple of Changed in the order of the paper."""
    pairs = zip(_listings(before), _listings(after), strict=True)
    return tuple(change for old, new in pairs for change in _listing(old, new))


def _listings(paper):
    return (*text(paper), *performance(paper), *spending(paper), *fund(paper), *plan(paper))


def _listing(old, new):
    held, now = _keyed(old), _keyed(new)
    if new.by_place:
        held = _renamed(held, now)
    for key, item in now.items():
        if key in held:
            yield from _item(new.part, held[key], item)
        else:
            yield _whole(new.part, item, "Added", new=_said(item))
    for key, item in held.items():
        if key not in now:
            yield _whole(new.part, item, "Removed", old=_said(item))
    yield from _order(new, held, now)


def _keyed(listing):
    """Items by key; what has a key in common with one before it is told from it by its number."""
    seen, found = Counter(), {}
    for item in listing.items:
        found[item.key, seen[item.key]] = item
        seen[item.key] += 1
    return found


def _renamed(held, now):
    """The items of before under the keys of those that took their places."""
    took = {
        old: new
        for old, new in zip(held, now, strict=False)
        if old != new and old not in now and new not in held
    }
    return {took.get(key, key): item for key, item in held.items()}


def _whole(part, item, what, old="", new=""):
    return Changed(part, item.place, what, old, new, trail=item.trail)


def _said(item):
    """All that is said of an item that only one of two versions has."""
    parts = [
        f"{entry.what}: {entry.text or ' '.join(unit.text for unit in entry.units)}"
        for entry in item.entries
        if (entry.text or entry.units) and not entry.follows
    ]
    return "\n".join(parts) or item.place


def _order(listing, held, now):
    """That what both versions have stands in another order."""
    old = [key for key in held if key in now]
    new = [key for key in now if key in held]
    moved = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if moved:
        stretch = slice(moved[0], moved[-1] + 1)
        texts = ("\n".join(now[key].place for key in keys[stretch]) for keys in (old, new))
        yield Changed(listing.part, listing.name, "Order", *texts)


def _item(part, old, new):
    held, now = ({entry.what: entry for entry in item.entries} for item in (old, new))
    for what in now | held:
        before, after = held.get(what, Entry(what, "")), now.get(what, Entry(what, ""))
        for label, was, is_now in _entry(before, after):
            follows = before.follows or after.follows
            yield Changed(part, new.place, label, was, is_now, follows, new.trail)
    orders = [[what for what in one if what in other] for one, other in ((held, now), (now, held))]
    if orders[0] != orders[1]:
        yield Changed(part, new.place, "Order", *map("\n".join, orders), trail=new.trail)


def _entry(old, new):
    """Triples of (what differs, old text, new text)."""
    if old.units or new.units:
        yield from _units(new.what, old.units, new.units)
    elif old.text != new.text:
        yield new.what, old.text, new.text
    elif old.exact != new.exact:
        yield new.what, old.exact, new.exact


def _units(what, old, new):
    words = ([unit.words for unit in units] for units in (old, new))
    for tag, begins, ends, first, last in SequenceMatcher(None, *words).get_opcodes():
        if tag == "equal":
            continue
        for was, is_now in _paired(old[begins:ends], list(new[first:last])):
            number = is_now.number or was.number
            yield (f"Paragraph {number}" if number else what), was.text, is_now.text


def _paired(old, new):
    """Pairs of (old, new) for a stretch that differs; one of a pair may be NO_UNIT."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    for unit in old:
        at = next((n for n, other in enumerate(new) if _is_alike(unit, other)), None)
        if at is None:
            yield unit, NO_UNIT
            continue
        yield from zip_longest((), new[:at], fillvalue=NO_UNIT)
        yield unit, new[at]
        new = new[at + 1 :]
    yield from zip_longest((), new, fillvalue=NO_UNIT)


def _is_alike(one, other):
    one, other = (set(re.findall(r"\w+", unit.words)) for unit in (one, other))
    return OUT_OF * len(one & other) >= ALIKE * len(one | other)
