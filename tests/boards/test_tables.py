from types import SimpleNamespace

from boards.tables import MoneyColumn, ReportTable, TextColumn


class Plan(ReportTable):
    name = TextColumn(verbose_name="Scheme", row_header=True)
    plan = MoneyColumn(verbose_name="{year} plan")

    class Meta(ReportTable.Meta):
        pass


def drawn(rf, *rows):
    report = SimpleNamespace(rows=[SimpleNamespace(name=name, plan=None) for name in rows])
    return Plan(report, year=2023, caption="Plan").as_html(rf.get("/"))


def test_a_text_in_a_table_is_escaped_and_stays_as_it_was_typed(rf):
    html = drawn(rf, "<b>{plan}</b> & {0} {}", "%s {{ caption }}")

    assert "&lt;b&gt;{plan}&lt;/b&gt; &amp; {0} {}</th>" in html
    assert "%s {{ caption }}</th>" in html


def test_each_row_has_its_own_header_and_cells(rf):
    html = drawn(rf, "First", "Second")

    assert html.count('<th scope="row" class="">') == html.count('<td class="app-number">') == 2
    assert html.index("First") < html.index("not provided") < html.index("Second")
