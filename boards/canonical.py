"""One way of writing values as JSON, so that equal values have equal digests."""

from hashlib import sha256

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic", decimal_format="string")


def encode(value):
    """Frozen values as JSON bytes: keys sorted, Decimals and dates as text, nothing added."""
    return _encoder.encode(value)


def digest(value):
    """The SHA-256 of what `encode` writes, as 64 hexadecimal digits."""
    return sha256(encode(value)).hexdigest()
