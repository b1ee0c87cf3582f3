"""The few words of JSON Schema that the schema of the table uses, so that the tests can apply it."""

import re
from typing import TypedDict

Json = str | list["Json"] | dict[str, "Json"]

Form = TypedDict(
    "Form",
    {
        "$defs": dict[str, "Form"],
        "$ref": str,
        "additionalProperties": "bool | Form",
        "anyOf": list["Form"],
        "const": str,
        "default": Json,
        "description": str,
        "enum": list[str],
        "items": "Form",
        "minItems": int,
        "minLength": int,
        "pattern": str,
        "properties": dict[str, "Form"],
        "propertyNames": "Form",
        "required": list[str],
        "title": str,
        "type": str,
    },
    total=False,
)


def fits(value: Json, form: Form, root: Form) -> bool:
    """Whether `value` fits `form`; `root` holds the definitions that a form refers to."""
    assert form.keys() <= Form.__annotations__.keys(), f"dit woord ken ik niet: {sorted(form)}"
    if "$ref" in form:
        return fits(value, root["$defs"][form["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in form:
        return any(fits(value, one, root) for one in form["anyOf"])
    if "enum" in form:
        return value in form["enum"]
    if "const" in form:
        return value == form["const"]
    if isinstance(value, str):
        return (
            form["type"] == "string"
            and len(value) >= form.get("minLength", 0)
            and re.search(form.get("pattern", ""), value) is not None
        )
    if isinstance(value, list):
        return (
            form["type"] == "array"
            and len(value) >= form.get("minItems", 0)
            and all(fits(item, form["items"], root) for item in value)
        )
    properties, others = form.get("properties", {}), form["additionalProperties"]
    assert others is not True, "wat hier niet bij naam staat, is niet na te kijken"
    return (
        form["type"] == "object"
        and value.keys() >= set(form.get("required", []))
        and all(fits(name, form["propertyNames"], root) for name in value if "propertyNames" in form)
        and all(
            fits(item, own, root) if (own := properties.get(name, others)) else False
            for name, item in value.items()
        )
    )
