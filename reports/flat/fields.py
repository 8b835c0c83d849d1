"""What files for other programs tell of a line: the names are described in docs/files.md."""

from finance.models import Basis, LineReturn

REASONS, USES = dict(LineReturn.Reason.choices), dict(LineReturn.MoneyUse.choices)
# Totals of a group, and of all lines; in pounds.
SUMS = ("plan", "revised_plan", "budget_to_date", "spent_to_date", "forecast", "variance")
# Names under which a total is held as something else.
HELD = {"revised_plan": "revised", "spent_to_date": "spent"}


def line(group, row, figures):
    """The fields of a line by name: texts, days, Decimals in pounds, None where one is missing."""
    return {
        "reference": row.reference,
        "report_group": group.name,
        "funding_stream": row.stream,
        "stream_code": row.stream_code,
        "stream_basis": (Basis.DERIVED if row.stream_is_derived else Basis.PRINTED).label,
        "area_of_spend": row.area,
        "counts_towards": "; ".join(figures.minimum_name(kind) for kind in row.counts_towards),
        "led_by": row.led_by,
        "scheme_type": row.heading,
        "scheme_name": row.name,
        **sums(row),
        "planned_outputs": row.planned_outputs,
        "outputs_to_date": row.outputs,
        "output_unit": row.output_unit,
        "planned_unit_cost": row.planned_unit_cost,
        "unit_cost": row.unit_cost,
        "reviewed_on": row.reviewed_on,
        "main_reason": REASONS.get(row.main_reason, row.main_reason),
        "explanation": row.explanation,
        "effect": row.effect,
        "money_use": USES.get(row.money_use, row.money_use),
        "unlikely_because": row.unlikely_because,
    }


def sums(item):
    """The amounts of a line, a group or the whole, in pounds."""
    return {name: getattr(item, HELD.get(name, name)) for name in SUMS}


NAMES = (
    "reference", "report_group", "funding_stream", "stream_code", "stream_basis", "area_of_spend",
    "counts_towards", "led_by", "scheme_type", "scheme_name", *SUMS, "planned_outputs",
    "outputs_to_date", "output_unit", "planned_unit_cost", "unit_cost", "reviewed_on",
    "main_reason", "explanation", "effect", "money_use", "unlikely_because",
)  # fmt: skip


def lines(figures):
    """The fields of every line, in the order of the report."""
    return [line(group, row, figures) for group in figures.spending.groups for row in group.rows]
