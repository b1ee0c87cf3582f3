"""The decision model once more, as plain Python written from its text and not from the YAML."""

from collections.abc import Iterator, Mapping

from bot.domain import Slot

SCHRAPPEN = frozenset({"R02", "R03", "R04", "R05", "R06", "R07", "R09", "R10", "R11"})
STANDAARDISEREN = frozenset({"R01", "R08", "R12", "R13", "R14", "R15"})

UNKNOWN_COUNTS_AS: Mapping[Slot, str] = {
    Slot.STATUS: "new",
    Slot.DATA_KIND: "effort",
    Slot.VARIANT: "unknown",
    Slot.LEGAL_BASIS: "none",
    Slot.PURPOSE: "none",
    Slot.DECISION: "none",
    Slot.USED: "no",
    Slot.AVAILABLE: "none",
    Slot.STANDARD: "none",
    Slot.NEIGHBOURS: "none",
    Slot.LOCAL_REASON: "preference",
    Slot.POLICY_PART: "not_sensitive",
    Slot.BURDEN: "high",
    Slot.CLIENT_TIME: "much",
    Slot.DISCRETION: "none",
    Slot.RESIDENT: "harm",
    Slot.LIGHTER: "yes",
    Slot.CONSULTED: "nobody",
    Slot.PERSONAL_DATA: "special",
}


def outcome_of(rule: str) -> str:
    if rule in SCHRAPPEN:
        return "schrappen"
    return "standaardiseren" if rule in STANDAARDISEREN else "behouden"


def rule_of(facts: Mapping[Slot, str]) -> str:
    """The id of the first rule that fires; looks at no more facts than it needs."""
    if facts[Slot.LEGAL_BASIS] == "prescribed":
        return "R01"
    if facts[Slot.AVAILABLE] == "full":
        return "R02"
    if facts[Slot.LEGAL_BASIS] == "none":
        if facts[Slot.PURPOSE] == "none":
            return "R03"
        if facts[Slot.DECISION] == "none":
            return "R04"
        if facts[Slot.PURPOSE] == "cover" and facts[Slot.DECISION] != "named":
            return "R05"
        if facts[Slot.STATUS] == "existing" and facts[Slot.USED] == "no":
            return "R06"
        if facts[Slot.DATA_KIND] == "effort" and facts[Slot.VARIANT] in ("output", "task"):
            return "R07"
    if facts[Slot.STANDARD] == "full":
        return "R08"
    if facts[Slot.LEGAL_BASIS] == "none":
        if facts[Slot.RESIDENT] == "harm" and facts[Slot.DECISION] != "named":
            return "R09"
        if facts[Slot.BURDEN] == "high" and facts[Slot.LIGHTER] == "yes":
            return "R10"
        if facts[Slot.CLIENT_TIME] == "much" and (
            facts[Slot.DECISION] != "named" or facts[Slot.DISCRETION] == "none"
        ):
            return "R11"
    if facts[Slot.STANDARD] == "partly" and facts[Slot.LOCAL_REASON] == "preference":
        return "R12"
    if facts[Slot.NEIGHBOURS] == "same":
        return "R13"
    if facts[Slot.NEIGHBOURS] == "similar" and facts[Slot.LOCAL_REASON] == "preference":
        return "R14"
    if facts[Slot.POLICY_PART] == "not_sensitive" and facts[Slot.LOCAL_REASON] != "council":
        return "R15"
    return "R16"


def conditions_of(rule: str, facts: Mapping[Slot, str]) -> Iterator[str]:
    """The ids of the conditions that come with the advice of `rule`."""
    if outcome_of(rule) == "schrappen":
        return
    if facts[Slot.PERSONAL_DATA] == "special":
        yield "legal_ground_and_dpia"
    if rule == "R01":
        return
    if facts[Slot.CONSULTED] != "both":
        yield "conversation_first"
    if facts[Slot.DISCRETION] == "none":
        yield "room_to_deviate"
    if facts[Slot.BURDEN] == "high":
        yield "lower_frequency"
    if outcome_of(rule) == "behouden":
        yield "review_date"
        if facts[Slot.NEIGHBOURS] == "none":
            yield "publish"
