"""What was measured: as JSON for programs, and as a table for people."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Case:
    """One ratio; `bar` is the most it may be, `medians` are milliseconds."""

    name: str
    ratio: float
    against: str
    bar: float | None
    medians: dict
    database: str | None = None
    lines: int | None = None
    boards: int | None = None
    queries: int | None = None
    queries_against: int | None = None

    @property
    def is_over(self):
        return self.bar is not None and self.ratio > self.bar

    @property
    def asks_more(self):
        """Whether it takes another number of queries than what it is measured against."""
        return self.queries_against is not None and self.queries != self.queries_against


def make_case(name, pairs, *, against, bar=None, **where):
    """A Case of what `pairs` measured."""
    medians = {"case": round(pairs.case * 1000, 3), "against": round(pairs.against * 1000, 3)}
    return Case(name, round(pairs.ratio, 2), against, bar, medians, **where)


def write(cases, path):
    """The cases as a list of objects in a file of JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(case) for case in cases], indent=1) + "\n")


HEADINGS = ("case", "size", "database", "ms", "ratio", "bar", "queries", "against", "")


def table(cases):
    """The cases as lines of text in columns."""
    rows = [HEADINGS, *(_row(case) for case in cases)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(case):
    return (
        case.name,
        _size(case),
        case.database or "",
        f"{case.medians['case']:.1f}",
        f"{case.ratio:.2f}",
        "" if case.bar is None else f"{case.bar:g}",
        _queries(case),
        case.against,
        "over" if case.is_over or case.asks_more else "",
    )


def _size(case):
    counts = {"boards": case.boards, "lines": case.lines}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _queries(case):
    if case.queries is None:
        return ""
    if case.queries_against is None:
        return str(case.queries)
    return f"{case.queries} {'not' if case.asks_more else '='} {case.queries_against}"
