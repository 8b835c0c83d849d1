"""Measures what the service costs beside the bare tools it is made with: `make bench`."""

from contextlib import ExitStack

from benchmarks import report
from benchmarks.databases import FOLDER, KINDS, environment, run, sqlite
from benchmarks.pages import board_costs, page_costs
from benchmarks.server import serving

SERVICE = "bcf_reporting.wsgi:application"
BARE = "benchmarks.bare:application"
LINES, QUARTERS_OF_LINES = (5, 50, 500), 4
BOARDS, QUARTERS_OF_BOARDS, LINES_OF_BOARDS = (1, 15, 150), 12, 40


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    cases = list(_demonstration())
    for kind in KINDS:
        cases += [*_pages(kind), *_boards(kind)]
    report.write(cases, FOLDER.parent / "bench.json")
    print(report.table(cases))


def _demonstration():
    print("Files and tables of the demonstration …", flush=True)
    with sqlite("demonstration") as address:
        return [report.Case(**case) for case in run("demonstration", address)]


def _pages(kind):
    """Pages of boards with few, usual and many lines, in bare views."""
    print(f"{kind}: pages …", flush=True)
    with ExitStack() as stack:
        bare = stack.enter_context(serving(BARE, environment(""), FOLDER / "bare.log"))
        boards, service = _service(stack, kind, "lines", LINES, QUARTERS_OF_LINES)
        yield from page_costs(service, bare, boards, kind)


def _boards(kind):
    """Pages of one board among many, against those of one that is alone."""
    print(f"{kind}: many boards …", flush=True)
    with ExitStack() as stack:
        alone, *crowds = [_boards_site(stack, kind, count) for count in BOARDS]
        for count, crowd in zip(BOARDS[1:], crowds, strict=True):
            yield from board_costs(count, crowd, alone, kind)


def _boards_site(stack, kind, count):
    lines = [LINES_OF_BOARDS] * count
    boards, site = _service(stack, kind, f"boards_{count}", lines, QUARTERS_OF_BOARDS, 1)
    return site, boards[0]


def _service(stack, kind, name, lines, quarters, measured=None):
    """The boards of a new database, and the Site of the service on it."""
    address = stack.enter_context(KINDS[kind](name))
    boards = run("load", address, lines, quarters, measured)
    log = FOLDER / f"{name}.log"
    return boards, stack.enter_context(serving(SERVICE, environment(address), log))


if __name__ == "__main__":
    main()
