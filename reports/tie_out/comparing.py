"""Whether the files of a version print the same figures: each once for each file, side by side."""

from dataclasses import dataclass

from boards import formats
from reports.tie_out.printed import FIGURES, MISSING

ALL_LINES = "All lines"
NOT_PRINTED = "not printed"


@dataclass(frozen=True)
class Headline:
    """A figure as each file prints it, in the order of the files."""

    name: str
    printed: tuple[str, ...]

    @property
    def agrees(self):
        """Whether all files that print it at all print the same."""
        return len({text for text in self.printed if text != NOT_PRINTED}) == 1

    @property
    def result(self):
        return "Agrees" if self.agrees else "Differs"

    @property
    def tone(self):
        return "green" if self.agrees else "red"


def headlines(files):
    """The Headlines of some Printed, of which the first names its groups; a tuple."""
    return (
        Headline("Check code", tuple(file.check_code or MISSING for file in files)),
        Headline("Lines of spending", tuple(_shown(file.lines) for file in files)),
        *_totals(files),
    )


def _shown(count):
    return NOT_PRINTED if count is None else str(count)


def _totals(files):
    """Plan, forecast and variance of each group, and of all lines."""
    names = [*files[0].names, ALL_LINES]
    for place, name in enumerate(names):
        for number, figure in enumerate(FIGURES):
            found = tuple(_at(file.totals, place, number, len(names)) for file in files)
            yield Headline(f"{name}: {figure}", found)


def _at(totals, place, number, count):
    """A figure of a file, which has to print as many groups as the first of the files names."""
    if totals is None:
        return NOT_PRINTED
    return totals[place][number] if len(totals) == count else MISSING


def in_words(found):
    """“14 figures are the same in every file that prints them.”"""
    differing = sum(not item.agrees for item in found)
    if not differing:
        same = formats.counted(len(found), "figure")
        return f"{same} are the same in every file that prints them."
    verb = "differs" if differing == 1 else "differ"
    return (
        f"{formats.counted(differing, 'figure')} {verb}. Do not send these files out: tell your "
        "administrator, with the check code."
    )
