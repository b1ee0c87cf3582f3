"""What pydantic finds wrong in something a person wrote, in Dutch."""

from pydantic_core import ErrorDetails


def in_dutch(fault: ErrorDetails) -> str:
    """What is wrong, as the end of a sentence that begins with the name of the field."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "dit ontbreekt"
        case "extra_forbidden":
            return "dit veld ken ik niet"
        case "string_too_short":
            return "hier staat te weinig"
        case "string_type":
            return "hier hoort tekst te staan"
        case "dict_type" | "model_type":
            return "hier hoort een object te staan, tussen { en }"
        case "float_parsing" | "float_type" | "finite_number":
            return "dit is geen getal"
        case "greater_than":
            return f"dit moet meer zijn dan {context['gt']:g}"
        case "greater_than_equal":
            return f"dit moet {context['ge']:g} of meer zijn"
        case "literal_error":
            return f"kies uit {context['expected'].replace(' or ', ' of ')}"
        case "value_error":
            return str(context["error"])
        case _:
            return "dit klopt niet"
