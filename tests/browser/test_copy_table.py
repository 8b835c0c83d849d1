"""A report table is copied as it is read, for Word and for Excel."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READ = """
    async (type) => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType(type)).text();
    }
"""


@pytest.fixture
def clerk(visit):
    clerk = visit("clerk")
    clerk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.open(QUARTER + "tables/")
    clerk.look()
    return clerk


@pytest.mark.parametrize("script", [True], indirect=True)
def test_the_expenditure_table_is_copied_with_headings_and_totals(clerk):
    table = clerk.page.locator("table", has_text="Grand total")
    caption = table.locator("caption").inner_text()
    clerk.page.get_by_role("button", name=f"Copy table: {caption}", exact=True).click()
    expect(clerk.page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    clerk.look()

    rows = [row.split("\t") for row in clerk.page.evaluate(READ, "text/plain").split("\r\n")]
    heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
    assert rows[0] == heads
    assert rows[-1][0] == "Grand total"
    assert {"40,400", "39,582", "-818"} <= set(rows[-1])
    assert {len(row) for row in rows} == {len(heads)}
    assert "\u2212" not in "".join(map("".join, rows))

    html = clerk.page.evaluate(READ, "text/html")
    assert '<td align="right">\u2212818</td>' in html
    assert "class=" not in html
    assert f"<caption>{caption}</caption>" in html


@pytest.mark.parametrize("script", [True], indirect=True)
def test_every_table_has_its_own_button(clerk):
    tables = clerk.page.locator("table[data-copy]").count()

    assert tables >= 2
    expect(clerk.page.locator(".app-copy__button")).to_have_count(tables)


@pytest.mark.parametrize("script", [False], indirect=True)
def test_without_a_script_there_is_no_button(clerk):
    expect(clerk.page.get_by_text("Copy table")).to_have_count(0)
