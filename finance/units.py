"""How amounts read in the unit in which a board types them."""

from boards import formats
from boards.numbers import Unit

# As they stand in a table, rounded; and to the last penny, as they stand in a sentence.
DISPLAYS = {Unit.THOUSANDS: formats.thousands, Unit.POUNDS: formats.pounds_plain}
EXACT = {Unit.THOUSANDS: formats.thousands_exactly, Unit.POUNDS: formats.pounds_plain}
