"""Figures kept exactly on both databases: money in whole pence, rates as they were typed."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

PENNY = Decimal("0.01")


class MoneyField(models.Field):
    """Pounds as a Decimal of two places in Python, whole pence in the database.

    Not a subclass of BigIntegerField, so that F() arithmetic on it is refused
    instead of being wrong by a factor of 100.
    """

    description = "An amount of money"

    def get_internal_type(self):
        return "BigIntegerField"

    def to_python(self, value):
        if value is None:
            return None
        pounds = Decimal(value)
        if pounds != pounds.quantize(PENNY):
            raise ValidationError(f"{value} has a fraction of a penny.")
        return pounds.quantize(PENNY)

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        pence = Decimal(value)
        if pence != pence.to_integral_value():
            raise ValueError(f"{value} pence has a fraction of a penny.")
        return (pence / 100).quantize(PENNY)

    def get_prep_value(self, value):
        pounds = self.to_python(super().get_prep_value(value))
        return None if pounds is None else int(pounds * 100)


class FigureField(models.Field):
    """A Decimal kept as text, so that 93.50 keeps its last nought on every database."""

    description = "A figure with the decimals it was typed with"

    def get_internal_type(self):
        return "CharField"

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 30
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def to_python(self, value):
        return None if value is None else Decimal(value)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def get_prep_value(self, value):
        figure = self.to_python(super().get_prep_value(value))
        return None if figure is None else f"{figure:f}"
