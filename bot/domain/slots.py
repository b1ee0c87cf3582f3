"""The facts the assistant can hold about a proposed registration: closed vocabularies.

Slot names and values are a stable interface (JSON, evals, reports). Their Dutch wording is data
(`bot/content/questions.yaml`). Source: the decision model of the three questions.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Slot(StrEnum):
    """A fact with a closed list of values that the decision table may look at."""

    STATUS = "status"
    DATA_KIND = "data_kind"
    VARIANT = "variant"
    LEGAL_BASIS = "legal_basis"
    PURPOSE = "purpose"
    DECISION = "decision"
    USED = "used"
    AVAILABLE = "available"
    STANDARD = "standard"
    NEIGHBOURS = "neighbours"
    LOCAL_REASON = "local_reason"
    POLICY_PART = "policy_part"
    BURDEN = "burden"
    CLIENT_TIME = "client_time"
    DISCRETION = "discretion"
    RESIDENT = "resident"
    LIGHTER = "lighter"
    CONSULTED = "consulted"
    PERSONAL_DATA = "personal_data"


class Context(StrEnum):
    """A closed fact that describes the request and never decides it."""

    LAW = "law"
    SCALE = "scale"


class Measure(StrEnum):
    """A number (or its unit) from which the burden is computed: P x Q."""

    MINUTES = "minutes"  # minutes each time, > 0
    PER_YEAR = "per_year"  # times a year, > 0
    COUNT = "count"  # how many clients, professionals or providers, >= 1
    UNIT = "unit"  # what is counted: see UNITS


UNKNOWN = "unknown"
"""The answer "weet ik niet"; for `variant` also a value of its own."""

VALUES: Mapping[Slot, tuple[str, ...]] = MappingProxyType(
    {
        Slot.STATUS: ("new", "existing"),
        Slot.DATA_KIND: (
            "effort",
            "volume",
            "outcome",
            "experience",
            "quality",
            "incident",
            "finance",
            "client",
            "process",
        ),
        Slot.VARIANT: ("effort", "output", "task", UNKNOWN),
        Slot.LEGAL_BASIS: ("prescribed", "duty", "none"),
        Slot.PURPOSE: ("quality", "outcomes", "lawfulness", "efficiency", "learning", "cover", "none"),
        Slot.DECISION: ("named", "vague", "none"),
        Slot.USED: ("yes", "no"),
        Slot.AVAILABLE: ("full", "partly", "none"),
        Slot.STANDARD: ("full", "partly", "none"),
        Slot.NEIGHBOURS: ("same", "similar", "none"),
        Slot.LOCAL_REASON: ("council", "need", "preference"),
        Slot.POLICY_PART: ("sensitive", "not_sensitive"),
        Slot.BURDEN: ("low", "moderate", "high"),
        Slot.CLIENT_TIME: ("none", "some", "much"),
        Slot.DISCRETION: ("free", "limited", "none"),
        Slot.RESIDENT: ("benefit", "neutral", "harm"),
        Slot.LIGHTER: ("yes", "no"),
        Slot.CONSULTED: ("both", "one", "nobody"),
        Slot.PERSONAL_DATA: ("none", "ordinary", "special"),
    }
)
"""Every slot with its values; ordered ones run from most to least in favour of a registration
(except `lighter`, where `yes` is the value against)."""

CONTEXT_VALUES: Mapping[Context, tuple[str, ...]] = MappingProxyType(
    {
        Context.LAW: ("jeugdwet", "wmo", "participatiewet", "meerdere"),
        Context.SCALE: ("lokaal", "regionaal", "bovenregionaal", "landelijk"),
    }
)

UNITS: tuple[str, ...] = ("client", "professional", "provider")

LEAST_IN_FAVOUR: Mapping[Slot, str] = MappingProxyType(
    {
        Slot.LEGAL_BASIS: "none",
        Slot.PURPOSE: "none",
        Slot.DECISION: "none",
        Slot.USED: "no",
        Slot.LOCAL_REASON: "preference",
        Slot.POLICY_PART: "not_sensitive",
        Slot.BURDEN: "high",
        Slot.CLIENT_TIME: "much",
        Slot.DISCRETION: "none",
        Slot.RESIDENT: "harm",
        Slot.LIGHTER: "yes",
        Slot.CONSULTED: "nobody",
        Slot.PERSONAL_DATA: "special",
        Slot.DATA_KIND: "effort",
    }
)
"""What an unknown fact counts as at the end: who wants to add a registration shows the need."""

PROPOSED: frozenset[Slot] = frozenset({Slot.AVAILABLE, Slot.STANDARD, Slot.NEIGHBOURS})
"""Slots that are proposed from retrieval and confirmed by the user; nothing found counts as `none`."""

ASSUMED: Mapping[Slot, str] = MappingProxyType({Slot.STATUS: "new", Slot.VARIANT: UNKNOWN})
"""Context that holds when nobody knows otherwise: the assistant is for what is not there yet,
and a variant nobody named contradicts nothing."""

QUESTIONS: Mapping[int, tuple[Slot, ...]] = MappingProxyType(
    {
        1: (
            Slot.LEGAL_BASIS,
            Slot.PURPOSE,
            Slot.DECISION,
            Slot.STATUS,
            Slot.USED,
            Slot.DATA_KIND,
            Slot.VARIANT,
        ),
        2: (Slot.AVAILABLE, Slot.STANDARD, Slot.NEIGHBOURS, Slot.LOCAL_REASON, Slot.POLICY_PART),
        3: (
            Slot.BURDEN,
            Slot.CLIENT_TIME,
            Slot.DISCRETION,
            Slot.RESIDENT,
            Slot.LIGHTER,
            Slot.CONSULTED,
            Slot.PERSONAL_DATA,
        ),
    }
)
"""The three questions (doel, harmonisatie, ruimte) with their slots in the order they are asked."""

QUESTION_OF: Mapping[Slot, int] = MappingProxyType(
    {slot: number for number, slots in QUESTIONS.items() for slot in slots}
)
