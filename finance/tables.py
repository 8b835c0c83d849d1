from boards.tables import MoneyColumn, ReportTable, TextColumn


class ExpenditureTable(ReportTable):
    """The expenditure table as the board paper prints it, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    led_by = TextColumn(verbose_name="Led by")
    heading = TextColumn(verbose_name="Scheme type")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    plan = MoneyColumn(verbose_name="{year} plan £000")
    spent = MoneyColumn(verbose_name="Spent to date £000")
    forecast = MoneyColumn(verbose_name="{year} forecast £000")
    variance = MoneyColumn(verbose_name="Variance £000 (minus means under plan)")

    total_label = "Grand total"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, report, *, year, caption):
        nobody_gave_it = report.missing("spent") == len(report.rows)
        hidden = ["spent"] if nobody_gave_it else []
        super().__init__(report, year=year, caption=caption, exclude=hidden)

    def grouped(self):
        return [(group, True) for group in self.report.groups]
