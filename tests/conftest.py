import pytest


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hashing that is slow on purpose would make every sign-in of a test slow too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
