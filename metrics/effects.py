"""Reads about which measures the schemes of a year are expected to move, as the plan says."""

from dataclasses import dataclass

from metrics.models import Metric, SchemeEffect
from schemes.models import Scheme

SAYS_NOTHING = "says nothing"


@dataclass(frozen=True)
class EffectRow:
    """What the plan says of one scheme, a text for each measure."""

    reference: str
    name: str
    effects: tuple[str, ...]

    @property
    def says_nothing(self):
        return set(self.effects) == {SAYS_NOTHING}


@dataclass(frozen=True)
class Effects:
    """The schemes of a year against the measures of which the plan speaks at all."""

    measures: tuple[str, ...] = ()
    schemes: tuple[EffectRow, ...] = ()

    @property
    def rows(self):
        """The schemes of which something is said."""
        return tuple(row for row in self.schemes if not row.says_nothing)

    @property
    def unspoken(self):
        """The schemes of which nothing is said."""
        return tuple(row for row in self.schemes if row.says_nothing)


def scheme_effects(quarter):
    """The Effects of the quarter's year; empty where the plan speaks of none."""
    held = SchemeEffect.objects.filter(
        scheme__board=quarter.board_id, scheme__year=quarter.year
    ).select_related("metric")
    said = {(item.scheme_id, item.metric): item.said.label.lower() for item in held}
    if not said:
        return Effects()
    measures = sorted({metric for _, metric in said}, key=lambda item: (item.order, item.pk))
    schemes = Scheme.objects.filter(board=quarter.board_id, year=quarter.year).order_by("order")
    return Effects(
        measures=tuple(measure.name for measure in measures),
        schemes=tuple(
            EffectRow(
                scheme.reference,
                scheme.name,
                tuple(said.get((scheme.pk, measure), SAYS_NOTHING) for measure in measures),
            )
            for scheme in schemes
        ),
    )


@dataclass(frozen=True)
class MetricEffect:
    """What the plan says of one scheme and one measure: a SchemeEffect.Said, or nothing."""

    code: str
    name: str
    effect: str = ""


def effects_of(scheme):
    """A MetricEffect of a scheme for each measure of its year, and each that is spoken of."""
    held = {item.metric_id: item.said for item in SchemeEffect.objects.filter(scheme=scheme)}
    metrics = Metric.objects.in_year(scheme.year) | Metric.objects.filter(pk__in=held)
    return [MetricEffect(item.code, item.name, held.get(item.pk, "")) for item in metrics]
