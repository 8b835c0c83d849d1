from boards.tables import MoneyColumn, ReportTable, TextColumn


class ExpenditureTable(ReportTable):
    """The expenditure table as the board paper prints it, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    led_by = TextColumn(verbose_name="Led by", css="app-led")
    heading = TextColumn(verbose_name="Scheme type")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    plan = MoneyColumn(verbose_name="{year} plan £000")
    spent = MoneyColumn(verbose_name="Spent to date £000")
    previous = MoneyColumn(verbose_name="Previous forecast £000")
    forecast = MoneyColumn(verbose_name="{year} forecast £000")
    variance = MoneyColumn(verbose_name="Variance £000 (minus means under plan)")

    total_label = "Grand total"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, report, *, year, caption):
        optional = ["spent", "previous"]
        if report.is_empty("plan"):
            optional += ["forecast", "variance"]
        hidden = [name for name in optional if report.is_empty(name)]
        super().__init__(report, year=year, caption=caption, exclude=hidden)

    def grouped(self):
        return [(group, True) for group in self.report.groups]

    @property
    def is_wide(self):
        """Whether an upright page of A4 is too narrow for it."""
        return "previous" not in self.exclude


class IncomeTable(ReportTable):
    """Income by funding stream and payer, two years side by side, in £ thousands."""

    name = TextColumn(verbose_name="Funding stream", row_header=True)
    contribution = TextColumn(verbose_name="Contribution")
    this_year = MoneyColumn(verbose_name="{year} £000")
    next_year = MoneyColumn(verbose_name="{next_year} £000")

    total_label = "Total pool"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, report, *, caption):
        hidden = [] if report.has_next_year else ["next_year"]
        super().__init__(report, year=report.year, caption=caption, exclude=hidden)

    def grouped(self):
        return [(group, True) for group in self.report.groups]
