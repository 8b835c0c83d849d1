"""Two things timed in turn, so that whatever else the machine does slows both alike."""

from dataclasses import dataclass
from statistics import median
from time import monotonic, perf_counter

FEWEST, MOST, SECONDS = 7, 80, 1.5
WARM = 2


@dataclass(frozen=True)
class Pairs:
    """The median of the ratios of all pairs, and the median time of each side in seconds."""

    ratio: float
    case: float
    against: float


def measure(case, against, *, times=1, before_each=None):
    """Both called in turn, A B B A A B …; `times` is how often `against` is called in a pair.

    `before_each` is called before every pair, out of time.
    """
    for _ in range(WARM):
        case(), against()
    pairs, end = [], monotonic() + SECONDS
    while len(pairs) < FEWEST or (len(pairs) < MOST and monotonic() < end):
        if before_each:
            before_each()
        pairs.append(_pair(case, against, times, is_swapped=len(pairs) % 2))
    return Pairs(
        ratio=median(a / b for a, b in pairs),
        case=median(a for a, _ in pairs),
        against=median(b for _, b in pairs),
    )


def _pair(case, against, times, *, is_swapped):
    if is_swapped:
        second, first = _seconds(against, times), _seconds(case, 1)
    else:
        first, second = _seconds(case, 1), _seconds(against, times)
    return first, second


def _seconds(function, times):
    start = perf_counter()
    for _ in range(times):
        function()
    return (perf_counter() - start) / times
