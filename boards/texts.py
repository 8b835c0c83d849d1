"""What a written text may hold, so that it can be shown, exported and printed."""

import unicodedata

MOST_CHARACTERS = 20_000
MOST_LINES = 400


class CannotKeepText(ValueError):
    """The text is refused; the message completes “<field> must …”."""


def parse_text(text, longest=MOST_CHARACTERS):
    """The text with line ends made alike and otherwise as typed; raises CannotKeepText."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(kept) > longest:
        raise CannotKeepText(
            f"must be {longest:,} characters or fewer. You have {len(kept) - longest:,} too many"
        )
    if kept.count("\n") >= MOST_LINES:
        raise CannotKeepText(f"must be {MOST_LINES} lines or fewer")
    _refuse_unprintable(kept)
    return kept


def _refuse_unprintable(text):
    for line, content in enumerate(text.split("\n"), 1):
        for character in content:
            if _is_unprintable(character):
                raise CannotKeepText(
                    f"must not contain the character U+{ord(character):04X} (line {line}). "
                    "Delete it and type the words again"
                )


def _is_unprintable(character):
    if character == "\t":
        return False
    noncharacter = ord(character) & 0xFFFE == 0xFFFE
    return noncharacter or unicodedata.category(character) in {"Cc", "Cs"}
