"""A line through figures between 0 and 1, as points of an SVG without any style of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

WIDTH, HEIGHT, MARGIN, LEFT = 640, 160, 12, 36


@dataclass(frozen=True)
class Point:
    """A place in the drawing, with what it stands for in words."""

    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Chart:
    """A drawing of WIDTH by HEIGHT; `guides` are heights of lines with the figure that they stand for."""

    points: tuple[Point, ...]
    guides: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT  # where the lines begin, beside their figures

    @property
    def line(self) -> str:
        """The points as an SVG polyline has them."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


def chart(figures: Sequence[tuple[float, str]]) -> Chart | None:
    """The chart of (figure, words) in order of time; None for fewer than two, which make no line."""
    if len(figures) < 2:  # noqa: PLR2004
        return None
    step = (WIDTH - LEFT - 2 * MARGIN) / (len(figures) - 1)
    points = tuple(
        Point(LEFT + MARGIN + step * place, _height(figure), words) for place, (figure, words) in enumerate(figures)
    )
    return Chart(points, tuple((_height(figure), number_format(figure, 1)) for figure in (0.0, 0.5, 1.0)))


def _height(figure: float) -> float:
    return HEIGHT - MARGIN - figure * (HEIGHT - 2 * MARGIN)
