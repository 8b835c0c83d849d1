from decimal import Decimal

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection
from django.db.models import F, Sum, Value
from django.db.models.functions import Coalesce

from boards.fields import MoneyField
from finance.models import ExpenditureLine, LineReturn
from tests.builders import make_line, make_quarter

pytestmark = pytest.mark.django_db


def test_a_thousand_times_ten_pence_is_a_hundred_pounds():
    quarter = make_quarter()
    for number in range(1000):
        make_line(quarter, f"T{number}", plan="0.10")

    total = ExpenditureLine.objects.aggregate(total=Sum("plan"))["total"]

    assert total == Decimal("100.00")


@pytest.mark.parametrize("amount", ["0.01", "12345678901234.56", "-818000.00", "2149312.45"])
def test_an_amount_comes_back_to_the_penny(amount):
    line = make_line(make_quarter(), plan=amount)

    line.refresh_from_db()

    assert str(line.plan) == amount


def test_the_database_holds_whole_pence():
    line = make_line(make_quarter(), plan="2149312.45")

    with connection.cursor() as cursor:
        cursor.execute("SELECT plan FROM finance_expenditureline WHERE id = %s", [line.pk])
        assert cursor.fetchone() == (214931245,)


def test_a_fraction_of_a_penny_is_refused():
    with pytest.raises(ValidationError, match="fraction of a penny"):
        make_line(make_quarter(), plan="1.005")


def test_arithmetic_in_the_database_is_refused_rather_than_wrong():
    make_line(make_quarter())

    with pytest.raises(FieldError):
        list(ExpenditureLine.objects.annotate(more=F("plan") + 1))


def test_a_sum_over_nothing_can_default_to_no_money():
    nothing = Value(Decimal(0), output_field=MoneyField())

    total = LineReturn.objects.aggregate(total=Coalesce(Sum("spent"), nothing))["total"]

    assert total == Decimal("0.00")
