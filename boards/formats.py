"""The only place where figures, months and periods become text for people."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

MINUS = "\u2212"
NOT_PROVIDED = "not provided"
MONTHS = (
    "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "January", "February", "March",
)  # fmt: skip


def rounded(value, decimals):
    """`value` to `decimals` places, halves away from nought: the one rounding rule."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value, decimals=None):
    """A figure with thousands separators and a true minus; its own decimals unless told."""
    if value is None:
        return NOT_PROVIDED
    shown = value if decimals is None else rounded(value, decimals)
    text = f"{abs(shown):,f}"
    return f"{MINUS}{text}" if shown < 0 else text


def thousands(pounds):
    """Pounds as whole £ thousands without the unit, which stands in the heading."""
    return NOT_PROVIDED if pounds is None else number(pounds / 1000, 0)


def thousands_exactly(pounds):
    """Pounds as £ thousands with every decimal they have: “2,149.4”."""
    return NOT_PROVIDED if pounds is None else number((pounds / 1000).normalize())


def pounds(amount):
    """An amount in pounds, with pence only where there are any."""
    if amount is None:
        return NOT_PROVIDED
    text = number(abs(amount), 0 if amount == amount.to_integral_value() else 2)
    return f"{MINUS if amount < 0 else ''}£{text}"


def pounds_plain(amount):
    """An amount in pounds without the sign, as it stands in an entry box."""
    return pounds(amount).replace("£", "")


def thousands_in_text(amount):
    """An amount as it stands in a sentence: £818k, and £29,703k."""
    sign = MINUS if amount is not None and amount < 0 else ""
    return NOT_PROVIDED if amount is None else f"{sign}£{thousands(abs(amount))}k"


def variance_in_words(amount, than="plan"):
    """Forecast less plan in words: “£818k under plan”; “under budget” where that is compared."""
    if amount is None:
        return NOT_PROVIDED
    if amount == 0:
        return f"on {than}"
    return f"{thousands_in_text(abs(amount))} {'under' if amount < 0 else 'over'} {than}"


def budget_less_actual_in_words(amount):
    """A variance of which minus means overspent: “overspent by £2,400k”."""
    if amount is None:
        return NOT_PROVIDED
    if amount == 0:
        return "on budget"
    return f"{'overspent' if amount < 0 else 'underspent'} by {thousands_in_text(abs(amount))}"


def percentage(value, decimals=None):
    """A percentage held as 93.5 for 93.5%."""
    return NOT_PROVIDED if value is None else f"{number(value, decimals)}%"


def months(first, last):
    """Months of the financial year by number (1 is April): “April to September”."""
    if first is None or last is None:
        return NOT_PROVIDED
    if first == last:
        return MONTHS[first - 1]
    return f"{MONTHS[first - 1]} to {MONTHS[last - 1]}"


def months_short(first, last):
    """Months as the papers of councils print them: “M1 to M6”."""
    return f"M{first}" if first == last else f"M{first}\u00a0to\u00a0M{last}"


def months_with_year(first, last, year):
    """“April to September 2023” for months of the financial year that starts in `year`."""
    if first is None or last is None:
        return NOT_PROVIDED
    begins, ends = year + (first > 9), year + (last > 9)
    if begins == ends:
        return f"{months(first, last)} {ends}"
    return f"{MONTHS[first - 1]} {begins} to {MONTHS[last - 1]} {ends}"


def financial_year(year):
    """“2023-24” for the year that starts in April 2023."""
    return f"{year}-{(year + 1) % 100:02d}"


def date(day):
    """“8 February 2024”."""
    return NOT_PROVIDED if day is None else f"{day.day} {day:%B %Y}"


def day_and_month(day):
    """“8 February”, where the year is plain."""
    return NOT_PROVIDED if day is None else f"{day.day} {day:%B}"


def date_and_time(moment):
    """“8 February 2024 at 14:05”, of a moment in local time."""
    return NOT_PROVIDED if moment is None else f"{date(moment)} at {moment:%H:%M}"


def weekday_and_date(day):
    """“Thursday 8 February 2024”."""
    return NOT_PROVIDED if day is None else f"{day:%A} {date(day)}"


def moment(at):
    """“12 January 2024 at 14:32”, as the clocks in London show it."""
    local = timezone.localtime(at)
    return f"{date(local.date())} at {local:%H:%M}"


def size(count):
    """“312 KB”, of bytes."""
    return f"{max(1, (count + 500) // 1000):,} KB"


def counted(count, one, many=None):
    """“1 line”, “35 lines”."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names):
    """“a, b and c”."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def in_words(count):
    """Numbers up to nine in words, as in running text; “none” for 0."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else f"{count:,}"
