from boards.tables import Body, MoneyColumn, ReportTable, TextColumn

SIGN_RULE = "Budget less actual: minus means overspent"


class StatementTable(ReportTable):
    """The six columns in £ thousands; the sum of the rows stands above the printed total."""

    name = TextColumn(verbose_name="Line", row_header=True)
    budget_to_date = MoneyColumn(verbose_name="Year to date budget £000")
    actual_to_date = MoneyColumn(verbose_name="Year to date actual £000")
    variance_to_date = MoneyColumn(verbose_name="Year to date variance £000")
    annual_budget = MoneyColumn(verbose_name="{year} budget £000")
    outturn = MoneyColumn(verbose_name="Forecast outturn £000")
    outturn_variance = MoneyColumn(verbose_name="Forecast variance £000")

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, statement):
        caption = f"Position at the end of {statement.at_month}. {SIGN_RULE}"
        super().__init__(statement, year=statement.year, caption=caption)

    def bodies(self):
        sums = self.totals(self.report.sums, self.report.sums.name)
        bodies = [Body("", [self._cells(row) for row in self.report.rows], sums)]
        if self.report.printed:
            less = self.report.printed_less_sums
            bodies.append(Body("", [], self.totals(less, less.name)))
        return bodies

    def footer(self):
        printed = self.report.printed
        return self.totals(printed, f"{printed.name} as printed") if printed else None
