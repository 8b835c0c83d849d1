from dataclasses import dataclass
from datetime import date, timedelta

from boards import formats


@dataclass(frozen=True, order=True)
class PeriodKey:
    """One quarter of a financial year: (2023, 3) is October to December 2023."""

    year: int
    quarter: int

    def __str__(self):
        return f"{formats.financial_year(self.year)}-q{self.quarter}"

    @classmethod
    def parse(cls, text):
        """Reads “2023-24-q3”; raises ValueError when the two years do not follow each other."""
        key = cls(int(text[:4]), int(text[-1]))
        if str(key) != text:
            raise ValueError(f"{text} is not a quarter, like 2023-24-q3")
        return key

    @property
    def first_month(self):
        return self.quarter * 3 - 2

    @property
    def last_month(self):
        return self.quarter * 3

    @property
    def first_day(self):
        month = self.first_month + 3
        return date(self.year + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def last_day(self):
        return self.following.first_day - timedelta(days=1)

    @property
    def following(self):
        """The quarter after this one."""
        if self.quarter == 4:
            return PeriodKey(self.year + 1, 1)
        return PeriodKey(self.year, self.quarter + 1)

    @property
    def months(self):
        """“October to December 2023”."""
        return formats.months_with_year(self.first_month, self.last_month, self.year)

    @property
    def title(self):
        """“Quarter 3 2023-24”."""
        return f"Quarter {self.quarter} {formats.financial_year(self.year)}"


class PeriodConverter:
    regex = r"20\d\d-\d\d-q[1-4]"

    def to_python(self, value):
        return PeriodKey.parse(value)

    def to_url(self, value):
        return str(value)


class YearConverter:
    """A financial year, 2023-24, as the year in which it starts."""

    regex = r"20\d\d-\d\d"

    def to_python(self, value):
        year = int(value[:4])
        if formats.financial_year(year) != value:
            raise ValueError(f"{value} is not a financial year, like 2023-24")
        return year

    def to_url(self, value):
        return formats.financial_year(value)


class CheckCodeConverter:
    """The first eight hexadecimal digits of the digest of a version."""

    regex = "[0-9a-f]{8}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
