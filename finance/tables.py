from dataclasses import replace

from boards.tables import MoneyColumn, NumberColumn, PoundsColumn, ReportTable, TextColumn


class ExpenditureTable(ReportTable):
    """The expenditure table as the board paper prints it, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    led_by = TextColumn(verbose_name="Led by", css="app-led")
    heading = TextColumn(verbose_name="Scheme type")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    plan = MoneyColumn(verbose_name="{year} plan £000")
    revised = MoneyColumn(verbose_name="{year} revised plan £000")
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
        hidden += [] if report.has_virements else ["revised"]
        super().__init__(report, year=year, caption=caption, exclude=hidden)

    def grouped(self):
        return [(group, True) for group in self.report.groups]

    @property
    def is_wide(self):
        return "previous" not in self.exclude


class BudgetTable(ReportTable):
    """What was spent against what was planned until now, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    led_by = TextColumn(verbose_name="Led by", css="app-led")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    plan = MoneyColumn(verbose_name="{year} plan £000")
    revised = MoneyColumn(verbose_name="Revised plan £000")
    budget_to_date = MoneyColumn(verbose_name="Budget to date £000")
    spent = MoneyColumn(verbose_name="Spent to date £000")
    variance_to_date = MoneyColumn(verbose_name="Variance to date £000 (minus means under budget)")

    total_label = "Grand total"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, report, *, year, caption):
        hidden = [] if report.has_virements else ["revised"]
        super().__init__(report, year=year, caption=caption, exclude=hidden)

    def grouped(self):
        return [(group, True) for group in self.report.groups]


class UnitCostTable(ReportTable):
    """What was delivered of what was planned, and what each unit cost, in pounds."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    output_unit = TextColumn(verbose_name="Unit")
    planned_outputs = NumberColumn(verbose_name="Planned for the year")
    outputs = NumberColumn(verbose_name="Delivered to date")
    planned_unit_cost = PoundsColumn(verbose_name="Planned cost of a unit")
    unit_cost = PoundsColumn(verbose_name="Cost of a unit to date")

    class Meta(ReportTable.Meta):
        pass


class MovementTable(ReportTable):
    """Forecasts then and now, line by line, in £ thousands."""

    reference = TextColumn(verbose_name="Ref", css="app-ref")
    led_by = TextColumn(verbose_name="Led by", css="app-led")
    name = TextColumn(verbose_name="Scheme name", row_header=True)
    before = MoneyColumn(verbose_name="Forecast then £000")
    now = MoneyColumn(verbose_name="Forecast now £000")
    movement = MoneyColumn(verbose_name="Movement £000 (minus means lower)")

    caption_class = "govuk-table__caption--s"
    kind = "movement"
    note = "Totals are sums of the exact figures, so rounded figures may not add up."
    total_label = "Whole fund"

    class Meta(ReportTable.Meta):
        pass

    def __init__(self, movement, *, year, caption):
        """The lines that moved, and in one row those that did not, so that the rows add up."""
        rows = [replace(row, name=_named(row)) for row in movement.moved]
        if len(rows) < len(movement.rows):
            rows.append(movement.at_rest)
        super().__init__(replace(movement, rows=tuple(rows)), year=year, caption=caption)


def _named(row):
    if row.is_new:
        return f"{row.name} (new)"
    return f"{row.name} (no longer in the plan)" if row.is_gone else row.name


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
