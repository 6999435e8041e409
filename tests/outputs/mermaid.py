"""A strict reader of the two kinds of Mermaid text that are written; what it does not know is an error."""

import re

CODE = re.compile(r"#(\d+);")
SIGNS = r"(?:[^#:;\"\[\]{}<>|`\n]|#\d+;)"
KEYWORDS = re.compile(r"%|journey|title|section|acc|end", re.IGNORECASE)


def decoded(text):
    """Return the text that Mermaid shows; word joiners are not seen."""
    assert "%%" not in text
    return CODE.sub(lambda found: chr(int(found[1])), text).replace("\u2060", "")


def read_journey(text):
    """Return title and sections with their tasks: name, score and actors."""
    first, title, *lines = text.removesuffix("\n").split("\n")
    assert first == "journey"
    sections = []
    for line in lines:
        if found := re.fullmatch(rf"  section ({SIGNS}+)", line):
            sections.append((decoded(found[1]), []))
            continue
        found = re.fullmatch(rf"    ({SIGNS}+): ([1-5]): ({SIGNS}+)", line)
        assert found, line
        assert not KEYWORDS.match(found[1]), line
        actors = [decoded(actor) for actor in found[3].split(", ")]
        sections[-1][1].append((decoded(found[1]), int(found[2]), actors))
    return decoded(re.fullmatch(rf"  title ({SIGNS}+)", title)[1]), sections


def read_flowchart(text):
    """Return boxes by name, subgraphs with their boxes, and ways as pairs with a label."""
    lines = text.removesuffix("\n").split("\n")
    assert lines[0] == "flowchart TD"
    boxes, groups, ways, inside = {}, [], [], None
    label = rf"\"((?:{SIGNS}|<br/>)+)\""
    for line in lines[3:]:
        if found := re.fullmatch(rf"  subgraph s\d+\[{label}\]", line):
            inside = (decoded(found[1]), [])
            groups.append(inside)
        elif line == "  end":
            inside = None
        elif found := re.fullmatch(rf" +([no]\d+)\[{label}\]", line) or re.fullmatch(
            rf" +([no]\d+)\(\[{label}\]\)", line
        ):
            boxes[found[1]] = [decoded(part) for part in found[2].split("<br/>")]
            if inside is not None:
                inside[1].append(found[1])
        elif found := re.fullmatch(rf"  (\w+) (-->|-\.->)\|{label}\| (\w+)", line):
            ways.append((found[1], found[4], decoded(found[3])))
        else:
            assert re.fullmatch(r"  (classDef \w+ fill:#\w{6},color:#\w{6}|class [\w,]+ \w+|linkStyle \d+ stroke-width:[\d.]+px)",
                                line), line  # fmt: skip
    return boxes, groups, ways
