"""Charts as frozen shapes: the geometry is here, the markup in components/chart.html.

A missing figure is a gap and is said in words, never nought. Bars begin at nought. So does the axis
of a line, unless every figure is a percentage of 70 or more: then it is cut, and the chart says so.
"""

from boards.charts.bars import bar_chart
from boards.charts.line import line_chart
from boards.charts.shapes import Chart

__all__ = ["Chart", "bar_chart", "line_chart"]
