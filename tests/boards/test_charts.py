"""What a chart shows, what it says in words, and that its words can be read."""

import re
from decimal import Decimal
from itertools import combinations

import pytest
from defusedxml import ElementTree
from django.template.loader import render_to_string
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boards import formats
from boards.charts import bar_chart, line_chart
from boards.charts.shapes import WIDTH, Chart, touch, width_of
from boards.templatetags.bcf import drawn

QUARTERS = [f"Q{quarter} {year}" for year in ("2022-23", "2023-24") for quarter in (1, 2, 3, 4)]
SVG = "{http://www.w3.org/2000/svg}"


def decimals(values):
    return [None if value is None else Decimal(value) for value in values]


def line(actual, target=None, *, unit="", title="Falls are below target"):
    actual = decimals(actual)
    return line_chart(
        title=title,
        description="Actual and target by quarter.",
        labels=QUARTERS[: len(actual)],
        actual=actual,
        target=decimals(target or [None] * len(actual)),
        texts=[formats.number(value) for value in actual],
        unit=unit,
    )


def bars(plan, forecast, *, groups=None):
    series = [("Plan", decimals(plan)), ("Forecast", decimals(forecast))]
    return bar_chart(
        title="Forecast is under plan",
        description="Plan and forecast by group.",
        groups=groups or [f"Group {number}" for number in range(1, len(plan) + 1)],
        series=[
            (name, values, ["" if v is None else formats.number(v) for v in values])
            for name, values in series
        ],
    )


def markup(chart, **context):
    return render_to_string("components/chart.html", {"chart": chart, "id": "falls", **context})


def svg(chart, **context):
    """The drawing as an XML reader sees it, which is stricter than a browser."""
    found = markup(chart, **context)
    drawing = found[found.index("<svg") : found.index("</svg>") + 6]
    return ElementTree.fromstring(drawing.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))


def of(css, shapes):
    return [shape for shape in shapes if shape.css == css]


def words(chart, css):
    return [text.text for text in of(css, chart.texts)]


AMOUNTS = st.decimals(-(10**12), 10**12, places=4)
FIGURES = st.lists(st.tuples(st.none() | AMOUNTS, st.none() | AMOUNTS), min_size=1, max_size=8)
RATES = st.lists(
    st.tuples(*[st.none() | st.decimals(0, 100, places=1)] * 2), min_size=1, max_size=8
)
SHORT = st.lists(st.tuples(*[st.none() | st.decimals(-999, 9999, places=1)] * 2), max_size=9)
CHARTS = {
    "line": line([402, 810, None, 1600], [420, 840, 1260, 1680], unit="per 100,000 people"),
    "bars": bars([16793, None, -818], [16690, 7015, 0]),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_has_a_role_a_title_and_a_description(chart):
    drawing = svg(chart)
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")

    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == chart.title
    assert description.text == chart.description
    assert f">{chart.title}</figcaption>" in markup(chart)


def test_in_the_paper_the_title_says_everything():
    chart = line([1, None])

    assert svg(chart, in_paper=True).find(f"{SVG}title").text == (
        "Falls are below target. Actual and target by quarter. No figure for Q2 2022-23. "
        "No target for Q1 2022-23 and Q2 2022-23."
    )


def test_the_same_figures_give_the_same_markup():
    assert markup(line([1, 2])) == markup(line([1, 2])) != markup(line([1, 3]))


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_markup_is_small_and_has_no_style_script_or_address_in_it(chart):
    found = markup(chart)

    assert len(found) < 4000
    assert not any(
        part in found for part in ("style=", "<style", "<script", "href", "url(", "http")
    )


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_places_on_the_drawing_have_one_decimal_at_most(chart):
    assert not re.search(r"\d\.\d\d", markup(chart))


def test_what_people_wrote_is_escaped():
    chart = line([1], title="<script>alert(1)</script> & “more”")

    assert "<script" not in markup(chart)
    assert svg(chart).find(f"{SVG}title").text == chart.title


def test_a_gap_is_a_gap_and_is_said_in_words():
    chart = line([85, None, 86, 88], [90, 90, 90, 90])

    assert [len(run.points) for run in of("actual", chart.lines)] == [2]
    assert len(of("actual", chart.markers)) == 3
    assert "not provided" in words(chart, "value")
    assert "No figure for Q2 2022-23." in chart.description


def test_a_target_that_is_not_there_is_not_drawn():
    chart = line([1, 2, 3], [5, None, 5])

    assert of("target", chart.lines) == []
    assert len(of("target", chart.markers)) == 2
    assert "No target for Q2 2022-23." in chart.description


def test_without_any_figure_there_is_no_scale():
    chart = line([None, None])

    assert chart.markers == ()
    assert words(chart, "value") == ["not provided"]
    assert words(chart, "tick") == ["Q1", "2022-23", "Q2"]


def test_target_and_actual_are_told_apart_without_colour():
    drawing = svg(line([1, 2], [2, 2]))
    dashed = [group.get("class") for group in drawing.iter() if group.get("stroke-dasharray")]

    assert dashed == ["app-chart__target"]
    assert len(list(drawing.iter(f"{SVG}circle"))) == len(list(drawing.iter(f"{SVG}path"))) == 2
    assert sorted(words(line([1, 2], [2, 2]), "name")) == ["Actual", "Target"]


@pytest.mark.parametrize("actual", [["30"], ["0", "0"], ["5", "5"], ["0.0012", "0.003"], ["9e12"]])
def test_an_axis_begins_at_nought(actual):
    chart = line(actual)

    assert Decimal(words(chart, "tick")[0]) == 0
    assert "The axis starts" not in chart.description


def test_an_axis_of_high_percentages_may_be_cut_and_says_so():
    chart = line(["93.5", "92.8"], ["94", "94"], unit="%")

    assert words(chart, "tick")[:4] == ["85%", "90%", "95%", "100%"]
    assert "The axis starts at 85%, not at 0." in words(chart, "tick")
    assert chart.description.endswith("The axis starts at 85%, not at 0.")


def test_a_low_percentage_keeps_the_axis_whole():
    assert words(line(["69.9", "95"], unit="%"), "tick")[0] == "0%"


def test_a_negative_figure_is_under_the_line_of_nought():
    chart = line(["-3", "4"])
    nought = of("axis", chart.lines)[0].points[0][1]

    assert [marker.y > nought for marker in chart.markers] == [True, False]


def test_a_year_is_printed_where_it_begins():
    assert words(line([1] * 8), "tick")[-10:] == [
        "Q1", "2022-23", "Q2", "Q3", "Q4", "Q1", "2023-24", "Q2", "Q3", "Q4",
    ]  # fmt: skip


def test_all_figures_of_eight_close_quarters_are_printed():
    chart = line(
        ["93.5", "94.2", "93.7", "94.3", "93.8", "94.1", "93.9", "94.0"], ["94"] * 8, unit="%"
    )

    assert len(words(chart, "value")) == 8


def apart_and_inside(chart):
    boxes = [text.box for text in chart.texts]
    assert not any(touch(one, other) for one, other in combinations(boxes, 2))
    # A box is a little larger than its text.
    assert all(box[0] >= -3 and box[2] <= WIDTH + 3 for box in boxes)
    assert all(box[1] >= 0 and box[3] <= chart.height for box in boxes)


@settings(max_examples=60, deadline=None)
@example([(None, None), (Decimal("999999999999.9999"), None)], "")
@given(FIGURES, st.sampled_from(["", "per 100,000 people aged 65 and over"]))
def test_words_of_a_line_never_stand_on_one_another(rows, unit):
    apart_and_inside(line(*zip(*rows, strict=True), unit=unit))


@settings(max_examples=60, deadline=None)
@given(RATES)
def test_names_of_both_lines_always_find_room(rows):
    actual, target = zip(*rows, strict=True)
    chart = line(actual, target, unit="%")
    there = {
        name
        for name, run in (("Actual", actual), ("Target", target))
        if any(v is not None for v in run)
    }

    apart_and_inside(chart)
    assert set(words(chart, "name")) == there


@settings(max_examples=60, deadline=None)
@given(SHORT)
def test_words_of_bars_never_stand_on_one_another(rows):
    apart_and_inside(bars([plan for plan, _ in rows], [forecast for _, forecast in rows]))


def test_bars_begin_at_nought_and_negative_ones_go_the_other_way():
    chart = bars([-800, 400], [-1200, 0])
    nought = of("axis", chart.lines)[0].points[0][0]
    # Without the square of the legend.
    (credit, plan), (forecast,) = of("outlined", chart.rects)[1:], of("solid", chart.rects)[1:]

    assert plan.x == nought
    assert credit.x + credit.width == pytest.approx(nought, abs=Decimal("0.2"))
    assert forecast.width == pytest.approx(credit.width * Decimal("1.5"), abs=Decimal("0.2"))
    assert [text.anchor for text in of("value", chart.texts)] == ["end", "end", "start", "start"]


def test_a_bar_that_is_not_there_is_said_in_words():
    chart = bars([100, 100], [None, 0])

    assert len(of("solid", chart.rects)) == 1
    assert words(chart, "value") == ["100", "not provided", "100", "0"]
    assert chart.description == "Plan and forecast by group. Forecast not provided for Group 1."


def test_a_small_amount_is_still_seen():
    assert of("solid", bars([10**9], [1]).rects)[1].width == 1


def test_a_long_name_is_shortened_in_the_drawing_and_whole_in_the_description():
    name = "SERVICES COMMISSIONED JOINTLY, section 75 of the National Health Service Act 2006 " * 2
    chart = bars([1], [1], groups=[name.strip()])

    assert words(chart, "name")[-1].endswith(" …")
    assert all(width_of(text) <= WIDTH for text in words(chart, "name"))
    assert chart.description.endswith(f"In full: {name.strip()}.")


def test_no_groups_are_an_empty_drawing():
    assert words(bars([], []), "name") == ["Plan", "Forecast"]


def test_a_chart_is_drawn_once_for_each_place_where_it_stands():
    chart = Chart("Falls: on target", "Actual and target.", 100)

    page, again, other, paper = (
        drawn(chart, "falls"), drawn(chart, "falls"), drawn(chart, "admissions"),
        drawn(chart, "falls", in_paper=True),
    )  # fmt: skip

    assert page is again
    assert 'id="falls-title">Falls: on target<' in page
    assert 'id="admissions-title"' in other
    assert ">Falls: on target. Actual and target.<" in paper
