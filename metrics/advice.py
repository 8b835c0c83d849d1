"""Advice beside a field that never stands in the way of saving."""

from boards import formats

MOST_WORDS = 150


def too_long(what, text):
    """“What you are doing must be 150 words or fewer. You have 12 words too many”, or nothing."""
    spare = len(text.split()) - MOST_WORDS
    if spare <= 0:
        return ""
    over = formats.counted(spare, "word")
    return f"{what} must be {MOST_WORDS} words or fewer. You have {over} too many"
