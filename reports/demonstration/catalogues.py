"""The national catalogues, brought up to date by code at every load."""

from metrics.models import Metric
from reports.demonstration.reading import rows, whole
from schemes.models import AreaOfSpend, FundingStream, NationalCondition, SchemeType

FILES = {
    FundingStream: ("funding_streams.csv", ("name", "short_name", "paid_by")),
    AreaOfSpend: ("areas_of_spend.csv", ("name",)),
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
# What a file may leave out where it holds for no row.
MARKS = {
    FundingStream: ("is_capital", "is_minimum_contribution"),
    AreaOfSpend: ("is_social_care", "is_out_of_hospital"),
}


def load_catalogues(folder="catalogue"):
    """Insert or update every row of the catalogues by its code."""
    for model, (file, texts) in FILES.items():
        for row in rows(folder, file):
            numbers = ("first_year", "last_year", *NUMBERS.get(model, ()))
            values = {name: row.get(name, "") for name in texts}
            values |= {name: whole(row.get(name)) for name in numbers}
            values |= {name: row.get(name) == "1" for name in MARKS.get(model, ())}
            model.objects.update_or_create(code=row["code"], defaults=values)
    _say_what_replaced(rows(folder, FILES[FundingStream][0]))


def _say_what_replaced(records):
    """Once all streams are there: a stream may be replaced by one that stands below it."""
    streams = FundingStream.objects.in_bulk(field_name="code")
    for record in records:
        stream = streams[record["code"]]
        stream.replaced_by = streams.get(record.get("replaced_by"))
        stream.save(update_fields=["replaced_by"])
