"""Which pages are measured, and how: against the bare view, and many boards against one."""

from dataclasses import dataclass

from benchmarks.pairs import measure
from benchmarks.report import make_case

BARE_IN_A_PAIR = 10
ONE_CLIENT = "bare view, one client"


@dataclass(frozen=True)
class Page:
    """`bar` is the most bare views that the page may cost, at so many lines as in `bar_lines`."""

    name: str
    path: str
    bar: int
    grows_with_lines: bool = True
    of_boards: bool = False
    bar_lines: tuple[int, ...] = (50,)


MONEY = (50, 500)
PAGES = (
    Page("home", "/", 25, grows_with_lines=False, of_boards=True),
    Page("task list", "{quarter}", 25, of_boards=True),
    Page("a measure", "{quarter}metrics/measure-1/", 60, grows_with_lines=False),
    Page("spending", "{quarter}spending/", 60, of_boards=True, bar_lines=MONEY),
    Page("differences", "{quarter}spending/differences/", 60, bar_lines=MONEY),
    Page("budget to date", "{quarter}spending/budget/", 25, bar_lines=MONEY),
    Page("movement", "{quarter}spending/movement/", 25, bar_lines=MONEY),
    Page("checks of the money", "{quarter}spending/checks/", 25, bar_lines=MONEY),
    Page("income", "{quarter}income/", 60, bar_lines=MONEY),
    Page("changes to the plan", "{quarter}plan-changes/", 25, bar_lines=MONEY),
    Page("plan of each line", "{quarter}plan-changes/lines/", 60, bar_lines=MONEY),
    Page("report tables", "{quarter}tables/", 25, of_boards=True),
    Page("board paper", "{quarter}paper/", 25),
)
BAR_LINES = 50
BAR_BOARDS, MOST_BOARDS = 1.2, 150


def page_costs(service, bare, boards, database):
    """Every page of each board in bare views; `boards` are as benchmarks.load tells of them.

    The bar is for several clients at once, as on the day of a deadline.
    """
    for page in PAGES:
        for board in boards:
            if page.grows_with_lines or board["lines"] == BAR_LINES:
                bar = page.bar if board["lines"] in page.bar_lines else None
                yield _cost(page, board, service.crowd, bare.crowd, database, "bare view", bar)
            if board["lines"] == BAR_LINES:
                yield _cost(page, board, service.visitor, bare.visitor, database, ONE_CLIENT)


def _cost(page, board, asking, bare, database, against, bar=None):
    pairs = measure(
        _visit(page, board, asking),
        lambda: bare.get("/"),
        times=BARE_IN_A_PAIR,
        before_each=lambda: (asking.come_anew(), bare.come_anew()),
    )
    return make_case(
        page.name, pairs, against=against, database=database, lines=board["lines"], bar=bar,
        queries=board["queries"][page.name],
    )  # fmt: skip


def board_costs(count, many, one, database):
    """Pages of one board where there are `count`, against those of one that is alone.

    `many` and `one` are pairs of (site, board).
    """
    for page in PAGES:
        if page.of_boards:
            yield _growth(page, count, many, one, database)


def _growth(page, count, many, one, database):
    (crowded, board), (alone, only) = many, one
    pairs = measure(_visit(page, board, crowded.visitor), _visit(page, only, alone.visitor))
    return make_case(
        page.name, pairs, against="the same page of 1 board", database=database,
        lines=board["lines"], boards=count, bar=BAR_BOARDS if count == MOST_BOARDS else None,
        queries=board["queries"][page.name], queries_against=only["queries"][page.name],
    )  # fmt: skip


def _visit(page, board, asking):
    path = page.path.format(quarter=board["quarter"])
    return lambda: asking.get(path, board["session"])
