"""Journeys that are hard to draw: workspaces as plain data, for the gallery."""

import json
from collections.abc import Mapping
from typing import Any

GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
CHINESE = "安静な引っ越しのための電話予約と確認の手続き"
ARABIC = "حجز موعد لنقل خط الإنترنت إلى المنزل الجديد"
EMOJI = "👩‍👩‍👧‍👦 moving 🏠📦🚚 today 👍🏽"
CHANNELS = ("web", "phone", "app", "email", "chat", "shop")
GROUPS = {
    "families": {"phone": 2, "app": 5, "web": 4},
    "retired": {"phone": 5, "shop": 5, "app": 1},
    "students": {"app": 5, "chat": 5, "phone": 1},
    "shops": {"email": 5, "phone": 4, "app": 2},
    "landlords": {"web": 5, "email": 4, "chat": 2},
}


def workspaces() -> dict[str, tuple[str, str]]:
    """Return title and text of each workspace by id; the text is JSON, which YAML reads."""
    words = {
        "long-labels": (
            "400 characters in each label",
            " ".join([GERMAN, "and so it goes on, word by word,"] * 5)[:400],
        ),
        "german": ("German compounds", GERMAN),
        "chinese": ("Chinese characters", CHINESE),
        "arabic": ("Arabic, from right to left", ARABIC),
        "emoji": ("Emoji of several signs", EMOJI),
        "markup": ("Markup and quotes", "<b>\"bold\"</b> & 'so on' ]]> {{ x }}"),
    }
    found = {
        "one": (
            "One touchpoint",
            _text({"ask": {"title": "Ask a question", "channel": "phone", "emotion": 1, "ends": "completed"}}),
        ),
        "sixty": ("60 touchpoints", _text(_many(60))),
        "two-hundred": ("200 touchpoints", _text(_many(200))),
        "no-data": ("No data: only channels", _text(_line(8, lambda i: {"channel": CHANNELS[i % 6]}))),
        "unknown": ("Everything unknown", _text(_line(8, lambda _: {}))),
        "dead-ends": ("Dead ends and loops", _text(_dead_ends())),
        "five-personas": ("Five groups of customers", _text(*_five_groups(14))),
    }
    return found | {name: (title, _text(_worded(text))) for name, (title, text) in words.items()}


def _text(touchpoints: Mapping[str, Mapping[str, Any]], extra: Mapping[str, Any] | None = None) -> str:
    """Return a workspace with one journey, its touchpoints in stages of eight."""
    names = list(touchpoints)
    stages = {
        f"stage-{start // 8 + 1}": {
            "title": touchpoints[names[start]].get("stage", f"Stage {start // 8 + 1}"),
            "touchpoints": {name: _kept(touchpoints[name]) for name in names[start : start + 8]},
        }
        for start in range(0, len(names), 8)
    }
    more = dict(extra or {})
    journey = {"title": touchpoints[names[0]].get("journey", "A journey to try"), **more.pop("journey", {}),
               "stages": stages}  # fmt: skip
    return json.dumps({"journeys": {"trial": journey}, **more}, ensure_ascii=False)


def _kept(touchpoint: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in touchpoint.items() if key not in {"stage", "journey"}}


def _line(count: int, what: Any) -> dict[str, dict[str, Any]]:
    """Return touchpoints one after the other; the last one ends the journey."""
    found: dict[str, dict[str, Any]] = {f"t{i}": dict(what(i)) for i in range(count)}
    found[f"t{count - 1}"]["ends"] = "completed"
    return found


def _many(count: int) -> dict[str, dict[str, Any]]:
    """Return a long journey with ways ahead, loops and losses all along."""
    found = _line(count, lambda i: {
        "title": f"Touchpoint number {i + 1} of many", "doing": "Does what there is to do at this step.",
        "channel": CHANNELS[i % 6], "emotion": i % 5 - 2, "duration": f"{5 + i % 20} min",
        "measures": {"csat": {"counts": [3 + i % 7, 5, 11, 20 + i % 13, 9 + i % 5]}} if i % 7 != 3 else {},
        "pains": ["It takes long"] if i % 4 == 1 else [],
    })  # fmt: skip
    for i in range(count - 1):
        ways: dict[str, Any] = {f"t{i + 1}": "86%" if i % 3 == 0 and i + 3 < count else "95%"}
        if i % 3 == 0 and i + 3 < count:
            ways[f"t{i + 3}"] = "9%"
        if i % 5 == 4:
            ways[f"t{i - 4}"] = {"share": "3%", "repeats": True, "when": "has to ask again"}
        found[f"t{i}"]["next"] = ways
        if i % 4 == 1:
            found[f"t{i}"]["ends"] = {"churned": "2%"}
    return found


def _dead_ends() -> dict[str, dict[str, Any]]:
    """Return a journey some of whose ways lead nowhere, or round and round."""
    return {
        "look": {"title": "Look for help", "channel": "web", "emotion": 0, "next": {"bot": "60%", "form": "40%"}},
        "bot": {"title": "Ask the bot", "channel": "bot", "emotion": -2,
                "next": {"bot": {"share": "50%", "repeats": True}, "queue": "50%"}},
        "queue": {"title": "Wait in the queue", "channel": "phone", "emotion": -2, "waiting": "40 min",
                  "next": {"bot": {"share": "70%", "when": "the line breaks"}, "call": "30%"}},
        "form": {"title": "Write a form nobody reads", "channel": "web", "emotion": -1, "next": {"form-again": "100%"}},
        "form-again": {"title": "Write it again", "channel": "web", "emotion": -2,
                       "next": {"form": {"share": "100%", "repeats": True}}},
        "call": {"title": "Speak with a person", "channel": "phone", "emotion": 1, "ends": "completed"},
    }  # fmt: skip


def _five_groups(count: int) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Return a journey that each group judges in its own way and leaves at its own rate, and what goes with it."""
    found = _many(count)
    for i in range(count - 1):
        found[f"t{i}"].pop("ends", None)
        left = {name: f"{98 - 3 * ((i + place) % 5)}%" for place, name in enumerate(GROUPS)}
        found[f"t{i}"]["next"] = {f"t{i + 1}": {"share": "92%", "by_persona": left}}
    judged = [
        {"journey": "trial", "touchpoint": f"t{i}", "metric": "csat", "persona": name, "period": "2026-Q1",
         "counts": [4 + (i * place) % 17, 6, 10, 8 + (i + 5 * place) % 19, 3 + 4 * ((i + 2 * place) % 6)]}
        for i in range(count) for place, name in enumerate(GROUPS)
    ]  # fmt: skip
    personas = {
        name: {"title": name.capitalize(), "share": "20%", "prefers": prefers} for name, prefers in GROUPS.items()
    }
    return found, {"personas": personas, "measurements": judged, "journey": {"personas": list(GROUPS)}}


def _worded(text: str) -> dict[str, dict[str, Any]]:
    """Return a short journey with the same awkward words in every place that takes words."""
    found = _line(5, lambda i: {
        "title": text, "doing": text, "channel": CHANNELS[i], "emotion": i - 2, "duration": f"{10 + i} min",
        "pains": [text], "gains": [text],
        "measures": {"csat": {"counts": [5, 4 + i, 9, 12, 6]}},
    })  # fmt: skip
    found["t0"] |= {"journey": text, "stage": text}
    found["t1"]["next"] = {"t2": "80%", "t0": {"share": "20%", "when": text[:80], "repeats": True}}
    return found
