"""The national catalogues, brought up to date by code at every load."""

from metrics.models import Metric
from reports.demonstration.reading import rows, whole
from schemes.models import FundingStream, NationalCondition, SchemeType

FILES = {
    FundingStream: ("funding_streams.csv", ("name", "short_name", "paid_by")),
    SchemeType: ("scheme_types.csv", ("name", "output_unit")),
    NationalCondition: ("national_conditions.csv", ("title", "note")),
    Metric: (
        "metrics.csv",
        (
            "name", "definition", "unit", "direction", "method", "lag", "source",
            "numerator_name", "denominator_name",
        ),
    ),
}  # fmt: skip
NUMBERS = {
    FundingStream: ("mandatory",),
    NationalCondition: ("number",),
    Metric: ("order", "decimals", "percentage", "rate_base", "lag_months"),
}


def load_catalogues(folder="catalogue"):
    """Insert or update every row of the catalogues by its code."""
    for model, (file, texts) in FILES.items():
        for row in rows(folder, file):
            numbers = ("first_year", "last_year", *NUMBERS.get(model, ()))
            values = {name: row.get(name, "") for name in texts}
            values |= {name: whole(row.get(name)) for name in numbers}
            model.objects.update_or_create(code=row["code"], defaults=values)
