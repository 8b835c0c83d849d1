"""What the settings need while testing; loaded before them."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2)
os.environ["HTTPS"] = "False"
