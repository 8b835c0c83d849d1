import re
import unicodedata

DRAFT = ("DRAFT",)


def file_name(quarter, what, ending, marks=()):
    """“BCF-Bromley-2023-24-Q3-expenditure-v3.xlsx”: letters, digits and hyphens only."""
    parts = ["BCF", plain(quarter.board.name), str(quarter.key).upper(), what, *marks]
    return f"{'-'.join(part for part in parts if part)}.{ending}"


def reference(quarter, number):
    """“BRO-2324Q3-v3”, by which people name a version to each other."""
    year = quarter.year % 100
    return f"{quarter.board.code}-{year:02d}{(year + 1) % 100:02d}Q{quarter.key.quarter}-v{number}"


def edition(paper):
    """What the name of a file of a version says of it."""
    return (f"v{paper.version}", *(DRAFT if paper.is_draft else ()))


def plain(name):
    """The name without accents, and with a hyphen for whatever a file system may not take."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[A-Za-z0-9]+", re.sub("['’]", "", ascii_only)))


def table_titles(period):
    """The titles of the tables that page and paper print, by what they show."""
    return {
        "metrics": f"Table 1: performance against the measures, {period}",
        "spending": f"Table 2: Better Care Fund expenditure, {period}, in £ thousands",
        "income": "Table 3: income by funding stream, in £ thousands",
    }
