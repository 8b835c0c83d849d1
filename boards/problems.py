from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something a person has to put right: where it is, and what to do."""

    section: str
    message: str
    href: str = ""
