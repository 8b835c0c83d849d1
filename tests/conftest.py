import pytest
from django.core.management import call_command
from pytest_django.plugin import blocking_manager_key

from boards import kept, seals
from reports.seals import SEALS


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hashing that is slow on purpose would make every sign-in of a test slow too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def quick_paper(monkeypatch):
    """For tests that are not about making the paper of a report."""
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")


@pytest.fixture
def demonstration(tmp_path, monkeypatch):
    """The demonstration, in which papers published long ago were not made; its accounts' file."""
    accounts = tmp_path / "accounts.txt"
    with monkeypatch.context() as loading:
        loading.setattr("reports.kept_files.render_pdf", lambda paper: b"%PDF")
        call_command("load_demo", accounts=accounts, verbosity=0)
    return accounts


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture(autouse=True)
def _seals(request, _django_db_marker):
    """A test whose tables are emptied afterwards has its seals taken off for that alone."""
    yield
    if _is_emptied(request.node):
        seals.take_off()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    result = yield
    # After the last test there is no database any more.
    if nextitem and _is_emptied(item):
        with item.config.stash[blocking_manager_key].unblock():
            seals.put_on(SEALS)
    return result


def _is_emptied(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
