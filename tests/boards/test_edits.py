from decimal import Decimal

import pytest

from boards.edits import Conflict, Edit, effective, stamp


def held(values):
    return lambda edit: values[edit.field]


def test_an_edit_over_the_value_shown_takes_effect():
    edit = Edit(1, "forecast", "100.00", Decimal(200))

    assert effective([edit], held({"forecast": Decimal("100.00")})) == [edit]


def test_an_edit_over_somebody_elses_value_is_a_conflict():
    edit = Edit(1, "forecast", "100.00", Decimal(200))

    with pytest.raises(Conflict) as conflict:
        effective([edit], held({"forecast": Decimal(150)}))

    assert conflict.value.clashes[0].stored == Decimal(150)


def test_the_same_value_saved_twice_is_harmless():
    edit = Edit(1, "forecast", "100.00", Decimal("200.00"))

    assert effective([edit], held({"forecast": Decimal("200.00")})) == []


def test_a_long_text_is_stamped_by_its_digest_and_a_short_value_by_itself():
    assert stamp(None) == stamp("") == ""
    assert stamp(Decimal("93.50")) == "93.50"
    assert stamp("a" * 41).startswith("sha256:")
