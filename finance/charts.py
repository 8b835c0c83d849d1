from boards import formats
from boards.charts import bar_chart


def spending_chart(report):
    """Plan and forecast of each group of a SpendReport, or None while nothing has an amount."""
    groups = [group for group in report.groups if group.rows]
    if not groups or report.is_empty("plan"):
        return None
    return bar_chart(
        title=_title(report.variance),
        description="Plan and forecast of each group of lines, in £ thousands.",
        groups=[group.name for group in groups],
        series=[
            ("Plan", *_amounts(groups, "revised")),
            ("Forecast", *_amounts(groups, "forecast")),
        ],
    )


def _title(variance):
    if variance is None:
        return "Plan and forecast by group: the forecast is not complete"
    return f"Plan and forecast by group: the whole fund is {formats.variance_in_words(variance)}"


def _amounts(groups, field):
    amounts = [getattr(group, field) for group in groups]
    return amounts, [formats.thousands(amount) for amount in amounts]
