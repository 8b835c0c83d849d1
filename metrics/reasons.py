"""Why a figure is not available yet: the usual reasons, alone or followed by words of one's own."""

OTHER = "OTHER"
USUAL = {
    "FOLLOW_UP": "The 91-day follow-up has not been reached",
    "NATIONAL": "The national release is not published",
    "LOCAL": "The local system cannot supply it yet",
}
CHOICES = [*USUAL.items(), (OTHER, "Another reason")]


def joined(kind, words):
    """One text from the reason chosen and what was typed beside it."""
    return ". ".join(part for part in (USUAL.get(kind, ""), words) if part)


def split(text):
    """The reason chosen and the words typed that make up a text: the opposite of `joined`."""
    for kind, usual in USUAL.items():
        if text == usual:
            return kind, ""
        if text.startswith(f"{usual}. "):
            return kind, text.removeprefix(f"{usual}. ")
    return (OTHER, text) if text else ("", "")
