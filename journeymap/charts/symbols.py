"""Small vector pictures: channels, faces, stars, severities, outcomes.

Icons are strokes on a grid of 16 by 16; every function gives shapes around the point it is told.
None of them is ever the only sign: a word or a number stands beside each.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from journeymap.charts.svg import Circle, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.vocabulary import OutcomeKind, Service, Severity

_PHONE = (
    "M4.2 2.2 6.3 2l1.3 3.3-1.7 1.4c.7 1.5 1.9 2.7 3.4 3.4l1.4-1.7L14 9.7"
    "l-.2 2.1c-.1 1-.9 1.8-1.9 1.8C6.7 13.3 2.7 9.3 2.4 4.1c0-1 .8-1.8 1.8-1.9z"
)
_BUBBLE = (
    "M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5H7.5"
    "L4.5 13.5V11h-1A1.5 1.5 0 0 1 2 9.5V4a1.5 1.5 0 0 1 1.5-1.5z"
)
_SHEET = "M2 3.5h12v9H2z"
_PERSON = "M8 2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM3 13.5c.4-2.7 2.4-4.2 5-4.2s4.6 1.5 5 4.2z"
_ROBOT = "M3.5 6h9v7h-9zM8 6V3.5M8 2.5v.6M6 9v.8M10 9v.8M6.2 11.5h3.6M1.8 8.5v2M14.2 8.5v2"
_SCREEN = "M4.5 1.5h7a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7 12.5h2"

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "phone": _PHONE,
        "call-back": _PHONE + "M9.5 2.5H13.5V6M13.3 2.7 10 6",
        "chat": _BUBBLE + "M5 5.5h6M5 8h4",
        "messaging": _BUBBLE + "M5.2 6.8h.1M8 6.8h.1M10.8 6.8h.1",
        "bot": _ROBOT,
        "voice-bot": _ROBOT,
        "email": _SHEET + "M2 4l6 4.8L14 4",
        "social": (
            "M4 6.5a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z"
            "M12 2.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z"
            "M12 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zM5.6 7.4l4.8-2.6M5.6 9.2l4.8 2.3"
        ),
        "web": (
            "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM2 8h12M8 2"
            "c2 1.7 2.8 3.7 2.8 6S10 12.3 8 14C6 12.3 5.2 10.3 5.2 8S6 3.7 8 2z"
        ),
        "app": _SCREEN,
        "sms": _BUBBLE + "M5 6.8h6",
        "newsletter": "M2.5 2.5h9v11h-9zM11.5 5.5h2v6.5a1.5 1.5 0 0 1-1.5 1.5h-.5M4.5 5h5M4.5 7.5h5M4.5 10h3",
        "notification": (
            "M8 2.2c2.4 0 3.9 1.7 3.9 4.1 0 3 1.3 4.2 1.3 4.7H2.8"
            "c0-.5 1.3-1.7 1.3-4.7C4.1 3.9 5.6 2.2 8 2.2zM6.6 13a1.5 1.5 0 0 0 2.8 0"
        ),
        "shop": "M2.5 6.5 3.5 2.5h9l1 4M2.5 6.5h11M3.5 6.5v7h9v-7M6.5 13.5V9.5h3v4",
        "visit": "M2 7.5 8 2.5l6 5M3.8 6.2v7.3h8.4V6.2M6.6 13.5V9.5h2.8v4",
        "post": _SHEET + "M10.5 5.5h1.8v2h-1.8zM4 8h3.5M4 10h5",
        "none": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.5V8l2.3 1.6",
    }
)
"""Icon of each channel; others get :data:`OTHER_CHANNEL`."""

OTHER_CHANNEL = "M2.5 5.5h11M10.5 2.5l3 3-3 3M13.5 10.5h-11M5.5 7.5l-3 3 3 3"

_SERVICES: Mapping[Service, str] = MappingProxyType(
    {
        Service.HUMAN: _PERSON,
        Service.BOT: _ROBOT,
        Service.SELF_SERVICE: (
            "M6.5 9.5V3.2a1.2 1.2 0 0 1 2.4 0v4l3.1.7c.8.2 1.3.8 1.2 1.7l-.5 3.9H7.5L4 10.2c-.5-1 .6-1.7 1.3-1.1z"
        ),
        Service.MESSAGE: "M14 2.5 2 7.3l4.5 1.9L8.5 14z",
        Service.NOBODY: ("M4 2.5h8M4 13.5h8M5 2.5c0 3 3 4 3 5.5S5 10.5 5 13.5M11 2.5c0 3-3 4-3 5.5s3 2.5 3 5.5"),
    }
)

SYSTEM = "M2 2.5h12v8.5H2zM5.5 13.5h5M8 11v2.5"
DATA = (
    "M3 4c0-1 2.2-1.7 5-1.7S13 3 13 4s-2.2 1.7-5 1.7S3 5 3 4zM3 4v8"
    "c0 1 2.2 1.7 5 1.7s5-.7 5-1.7V4M3 8c0 1 2.2 1.7 5 1.7S13 9 13 8"
)
DEPARTMENT = "M2.5 13.5h11M4 13.5v-11h8v11M6.5 5.5h.1M9.5 5.5h.1M6.5 8h.1M9.5 8h.1M7 13.5v-3h2v3"
HOURGLASS = _SERVICES[Service.NOBODY]
HANDOFF = "M2 5.5h9.5M8.8 2.8 11.5 5.5 8.8 8.2M14 10.5H4.5M7.2 7.8 4.5 10.5l2.7 2.7"
DOWNWARD = "M3 2.5v5a3 3 0 0 0 3 3h7M10 7.5l3 3-3 3"
UPWARD = "M13 13.5v-5a3 3 0 0 0-3-3H3M6 2.5l-3 3 3 3"
RETURN = "M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.6h-2.6"


def icon(d: str, x: float, y: float, size: float, colour: str) -> Path:
    """Return an icon whose top left corner is at x and y; `size` in points."""
    return Path(d, stroke=colour, stroke_width=1.4, at=(x, y), scale=size / 16)


def channel_icon(channel: str | None) -> str:
    """Return the drawing of a channel's icon."""
    return CHANNELS.get(channel or "", OTHER_CHANNEL)


def service_icon(service: Service) -> str:
    """Return the drawing of who serves."""
    return _SERVICES[service]


def star(x: float, y: float, radius: float, colour: str) -> Path:
    """Return a five-pointed star around a centre."""
    return Path(_star(), fill=colour, at=(x, y), scale=radius / 10)


@lru_cache(maxsize=1)
def _star() -> str:
    points = []
    for step in range(10):
        reach = 10.0 if step % 2 == 0 else 4.4
        angle = math.pi * step / 5
        points.append(f"{number(reach * math.sin(angle))} {number(-reach * math.cos(angle))}")
    return "M" + "L".join(points) + "z"


_MOUTHS: Mapping[int, str] = MappingProxyType(
    {
        -2: "M-4.5 5C-3 1.8 3 1.8 4.5 5",
        -1: "M-4 4.5C-2.5 3 2.5 3 4 4.5",
        0: "M-4 3.5H4",
        1: "M-4 3C-2.5 4.7 2.5 4.7 4 3",
        2: "M-4.8 1.8C-3.5 6.8 3.5 6.8 4.8 1.8z",
    }
)


def face(x: float, y: float, radius: float, emotion: float, colour: str, ground: str) -> tuple[Shape, ...]:
    """Return a face around a centre that looks as somebody feels, -2 to 2."""
    mood = max(-2, min(2, math.floor(emotion + 0.5)))
    scale, at = radius / 10, (x, y)
    brows = "M-6 -5.5 -2.5 -4M6 -5.5 2.5 -4" if mood == -2 else ""
    return (
        Circle(x, y, radius, ground, colour, 1.4),
        Path("M-3.5 -2v.1M3.5 -2v.1", stroke=colour, stroke_width=2.2, at=at, scale=scale),
        Path(_MOUTHS[mood] + brows, stroke=colour, stroke_width=1.5, at=at, scale=scale),
    )


_PINS: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.NOTE: "M0-10A10 10 0 1 1 0 10A10 10 0 1 1 0-10z",
        Severity.MINOR: (
            "M-7-9.5H7A2.5 2.5 0 0 1 9.5-7V7A2.5 2.5 0 0 1 7 9.5H-7A2.5 2.5 0 0 1-9.5 7V-7A2.5 2.5 0 0 1-7-9.5z"
        ),
        Severity.MAJOR: "M0-12.5 12.5 0 0 12.5-12.5 0z",
        Severity.CRITICAL: "M-4.8-11.5H4.8L11.5-4.8V4.8L4.8 11.5H-4.8L-11.5 4.8V-4.8z",
    }
)


def pin(
    x: float, y: float, *, severity: Severity, number: str, colour: str, ink: str, size: float
) -> tuple[Shape, ...]:
    """Return a numbered pin around a centre, shaped by its severity; `size` of the digits in points."""
    digits = size if len(number) < 3 else size * 0.8
    return (
        Path(_PINS[severity], fill=colour, at=(x, y), scale=size / 10),
        Label(number, x, y + ascent(digits) / 2 - digits * 0.13, digits, ink, colour, "semibold", "middle"),
    )


_OUTCOMES: Mapping[OutcomeKind, str] = MappingProxyType(
    {
        OutcomeKind.COMPLETED: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.2 8.2l2 2 3.6-4",
        OutcomeKind.NOT_ELIGIBLE: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5 8h6",
        OutcomeKind.ABANDONED: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
        OutcomeKind.CHURNED: "M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3",
    }
)


def outcome_icon(kind: OutcomeKind) -> str:
    """Return the drawing of how a journey ends."""
    return _OUTCOMES[kind]


def plus(x: float, y: float, radius: float, colour: str) -> tuple[Shape, ...]:
    """Return a plus in a circle."""
    half = radius * 0.5
    across, down = f"h{number(2 * half)}", f"v{number(2 * half)}"
    d = f"M{number(x - half)} {number(y)}{across}M{number(x)} {number(y - half)}{down}"
    return Circle(x, y, radius, "none", colour, 1.3), Path(d, stroke=colour, stroke_width=1.4)


def minus(x: float, y: float, radius: float, colour: str) -> tuple[Shape, ...]:
    """Return a minus in a circle."""
    half = radius * 0.5
    d = f"M{number(x - half)} {number(y)}h{number(2 * half)}"
    return Circle(x, y, radius, "none", colour, 1.3), Path(d, stroke=colour, stroke_width=1.4)


def ring(x: float, y: float, radius: float, colour: str) -> tuple[Shape, ...]:
    """Return an empty circle."""
    return (Circle(x, y, radius, "none", colour, 1.3),)


def hatched(x: float, y: float, width: float, height: float, colour: str) -> tuple[Shape, ...]:
    """Return a bar filled with slanted strokes; all lengths in points."""
    outline = Rect(x, y, width, height, "none", colour, 1.1, min(1.5, width / 2))
    count = int((width - height - 2) // 4.5) + 1
    if width <= height + 2:
        return (outline,)
    stroke = f"l{number(height)} {number(-height)}"
    back = f"m{number(4.5 - height)} {number(height)}"
    d = f"M{number(x + 1)} {number(y + height)}" + back.join([stroke] * count)
    return outline, Path(d, stroke=colour, stroke_width=1.1)


def arrow(x: float, y: float, direction: tuple[int, int], size: float, colour: str) -> Path:
    """Return an arrowhead with its tip at x and y, pointing in a direction such as ``(1, 0)``."""
    dx, dy = direction
    back = (x - dx * size, y - dy * size)
    side = size * 0.62
    corners = [(x, y), (back[0] - dy * side, back[1] + dx * side), (back[0] + dy * side, back[1] - dx * side)]
    return Path("M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "z", fill=colour)
