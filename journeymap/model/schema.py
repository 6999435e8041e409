"""The file format as a draft-07 JSON Schema, the draft that editors' YAML servers speak."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from journeymap.model import FORMAT_VERSION
from journeymap.model.workspace import Content

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """Return the schema of a workspace file, with descriptions and examples.

    A file may hold any of the sections, so none is required.
    """
    schema = record_schema(
        Content,
        f"journeymap workspace file, format {FORMAT_VERSION}",
        "A workspace is a folder of such files; ids are unique over all of them.",
    )
    schema.pop("required", None)
    return schema


def record_schema(record: type[BaseModel], title: str, description: str) -> dict[str, Any]:
    """Return the draft-07 schema of a file that holds one record.

    Parameters
    ----------
    record
        What the file holds.
    title, description
        Of the file.
    """
    schema = _draft07(record.model_json_schema(schema_generator=GenerateJsonSchema))
    definitions = schema.pop("definitions", {})
    return {
        "$schema": DRAFT,
        "title": title,
        "description": description,
        **{key: value for key, value in schema.items() if key not in {"title", "description", "$schema"}},
        "definitions": dict(sorted(definitions.items())),
    }


def _draft07(node: Any) -> Any:
    """Rename what drafts after 7 call otherwise, and drop defaults and titles that say nothing."""
    if isinstance(node, list):
        return [_draft07(item) for item in node]
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {}
    for key, value in node.items():
        name = {"$defs": "definitions", "prefixItems": "items"}.get(str(key), str(key))
        if name == "$ref":
            found[name] = str(value).replace("#/$defs/", "#/definitions/")
            continue
        if name in {"default", "title"} and not isinstance(value, dict):
            continue
        found[name] = _draft07(value)
    return _allow_short(_simplify(found))


def _simplify(node: dict[str, Any]) -> dict[str, Any]:
    """Drop ``null`` from choices: what is unknown is left out, not written as null."""
    options = node.get("anyOf")
    if not isinstance(options, list):
        return node
    kept = [option for option in options if option != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if len(kept) == 1:
        only = kept[0]
        # Beside a $ref draft-07 ignores everything else, so the description needs an allOf.
        return {**rest, "allOf": [only]} if "$ref" in only and rest else {**only, **rest}
    return {**rest, "anyOf": kept}


def _allow_short(node: dict[str, Any]) -> dict[str, Any]:
    """Let one item stand for a list of one, as the loader does."""
    if node.get("type") != "array" or "items" not in node or isinstance(node["items"], list):
        return node
    notes: dict[str, Any] = {key: node[key] for key in ("description", "examples") if key in node}
    body = {key: value for key, value in node.items() if key not in notes}
    return {**notes, "anyOf": [node["items"], body]}
