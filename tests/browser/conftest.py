"""One demonstration made once, a fresh copy and a process for each test, and one browser."""

import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.server import Site, manage, serving
from tests.browser.visitor import Visitor

MOST_PATIENCE = 15_000
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def loaded_database(tmp_path_factory):
    """The untouched demonstration and its accounts: (database, accounts)."""
    folder = tmp_path_factory.mktemp("demonstration")
    database, accounts = folder / "bcf.sqlite3", folder / "accounts.txt"
    manage(database, "migrate", "-v0")
    manage(database, "load_demo", "--accounts", accounts)
    return database, accounts


@pytest.fixture
def site(loaded_database, tmp_path):
    """The service on a copy of the demonstration; it must not have failed anywhere."""
    untouched, accounts = loaded_database
    database, log = tmp_path / "bcf.sqlite3", tmp_path / "service.log"
    shutil.copy(untouched, database)
    with serving(database, log) as url:
        yield Site(url, database, accounts)
    assert " ERROR " not in log.read_text(), log.read_text()


@pytest.fixture(scope="package")
def browser():
    """Closed with this folder: while it is open, Django refuses its database to other tests."""
    expect.set_options(timeout=MOST_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def script(request):
    return request.param


@pytest.fixture
def visit(site, browser, script, tmp_path):
    """Opens a window for a person of the demonstration, signed in, or for a stranger (None)."""
    contexts = []

    def visit(name, width=1280):
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, java_script_enabled=script))
        contexts[-1].set_default_timeout(MOST_PATIENCE)
        visitor = Visitor(site, contexts[-1].new_page(), tmp_path, script=script)
        return visitor.sign_in(name) if name else visitor

    yield visit
    for context in contexts:
        context.close()
