"""A plot with logarithmic axes as SVG, written without a library."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 78, 190, 48, 56
COLOURS = ("#0b5fa5", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#be123c", "#0f766e")
"""Each at least 4.5 to 1 on white."""

Points = Sequence[tuple[float, float]]


def plot(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """Return an SVG with a line for each series of positive points; each has its name at its end."""
    xs = [x for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    x_axis, y_axis = _axis(xs), _axis(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * _share(x, x_axis),
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * _share(y, y_axis),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" font-size="16" font-weight="600">{escape(title)}</text>',
    ]
    parts += _grid(x_axis, y_axis, place)
    middle, height = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>')
    parts.append(
        f'<text transform="translate(18 {height}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    )
    ends = _apart({name: place(*points[-1])[1] for name, points in lines.items()})
    for number, (name, points) in enumerate(lines.items()):
        colour, found = COLOURS[number % len(COLOURS)], [place(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in found)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in found]
        label = f"{name}, {points[-1][1]:.3g}"
        x, y = found[-1][0] + 10, ends[name] + 4
        parts.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-weight="600">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>", ""])


Axis = tuple[int, int]
"""Powers of ten, from and to."""


def _axis(values: Sequence[float]) -> Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, axis: Axis) -> float:
    return (math.log10(value) - axis[0]) / (axis[1] - axis[0])


def _grid(x_axis: Axis, y_axis: Axis, place) -> Iterator[str]:
    for power in range(x_axis[0], x_axis[1] + 1):
        x, y = place(10.0**power, 10.0 ** y_axis[0])
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle" fill="#333">{_number(power)}</text>'
    for power in range(y_axis[0], y_axis[1] + 1):
        x, y = place(10.0 ** x_axis[0], 10.0**power)
        yield f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="#333">{_number(power)}</text>'


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _apart(heights: Mapping[str, float], gap: float = 16) -> dict[str, float]:
    """Return heights of labels that do not lie on each other, from the top."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        last = found[name] = max(height, last + gap)
    return found
