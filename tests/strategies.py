"""Generated journeys, as plain data that is valid by construction."""

from typing import Any

from hypothesis import strategies as st

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="\u2028\u2029"),
                min_size=1, max_size=30).filter(lambda text: text.strip() != "")  # fmt: skip
CHANNELS = st.sampled_from(["phone", "web", "app", "chat", "bot", "shop", "none"])


@st.composite
def shares(draw: st.DrawFn, targets: list[str], room: int = 100) -> dict[str, Any]:
    """Draw ways to some of the targets, in whole percents that fit in the room left."""
    chosen = draw(st.lists(st.sampled_from(targets), unique=True, max_size=3)) if targets else []
    ways: dict[str, Any] = {}
    for target in chosen:
        part = draw(st.integers(0, room))
        room -= part
        ways[target] = draw(st.sampled_from([f"{part}%", {"share": f"{part}%", "when": "sometimes"}]))
    return ways


@st.composite
def touchpoints(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    """Draw one touchpoint whose ways lead among the names."""
    found: dict[str, Any] = {}
    options: dict[str, st.SearchStrategy[Any]] = {
        "title": WORDS,
        "channel": CHANNELS,
        "emotion": st.integers(-2, 2),
        "duration": st.integers(0, 300).map("{} min".format),
        "waiting": st.integers(0, 30).map("{} d".format),
        "importance": st.integers(1, 5),
        "moment_of_truth": st.booleans(),
        "measures": st.fixed_dictionaries(
            {"csat": st.fixed_dictionaries({"counts": st.lists(st.integers(1, 90), min_size=5, max_size=5)})}
        ),
        "pains": st.lists(WORDS, min_size=1, max_size=2),
        "offers": st.just([{"kind": "upsell", "title": "more"}, {"kind": "goodwill"}]),
        "promise": st.fixed_dictionaries({"says": WORDS, "kept": st.integers(0, 100).map("{}%".format)}),
    }
    for key in draw(st.lists(st.sampled_from(sorted(options)), unique=True, max_size=6)):
        found[key] = draw(options[key])
    kind = draw(st.sampled_from(["follow", "next", "ends", "both", "closed"]))
    if kind in {"next", "both"}:
        found["next"] = draw(shares(names, 60))
    if kind in {"ends", "both"}:
        found["ends"] = draw(shares(["completed", "abandoned", "churned"], 40))
    if kind == "closed":
        found["next"] = {}
    return found


@st.composite
def journeys(draw: st.DrawFn, max_size: int = 7) -> dict[str, Any]:
    """Draw a journey of one to three stages over a small set of ids, so that two share some."""
    names = draw(st.lists(st.sampled_from([f"t{i}" for i in range(9)]), unique=True, min_size=1, max_size=max_size))
    stage_names = draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True, min_size=1, max_size=3))
    stages: dict[str, Any] = {name: {"touchpoints": {}} for name in stage_names}
    for name in names:
        stages[draw(st.sampled_from(stage_names))]["touchpoints"][name] = draw(touchpoints(names))
    found: dict[str, Any] = {"stages": stages}
    if draw(st.booleans()):
        found["title"] = draw(WORDS)
    if draw(st.booleans()):
        found["starts"] = {name: f"{100 // len(names)}%" for name in names}
    return found
