"""The decision core: pure, no input or output, nothing but pydantic."""

from bot.domain.advice import Advice, Change, Claim, Versions, advise, with_burden
from bot.domain.burden import Burden, Rates, burden_of
from bot.domain.decision import Decision, effective_values, settled_values
from bot.domain.facts import Fact, FactSheet, FactValue, Origin, check_value, fact_name
from bot.domain.slots import QUESTION_OF, QUESTIONS, UNKNOWN, VALUES, Context, Measure, Slot
from bot.domain.table import Alternative, Condition, DecisionTable, Outcome, Rule

__all__ = [
    "QUESTIONS",
    "QUESTION_OF",
    "UNKNOWN",
    "VALUES",
    "Advice",
    "Alternative",
    "Burden",
    "Change",
    "Claim",
    "Condition",
    "Context",
    "Decision",
    "DecisionTable",
    "Fact",
    "FactSheet",
    "FactValue",
    "Measure",
    "Origin",
    "Outcome",
    "Rates",
    "Rule",
    "Slot",
    "Versions",
    "advise",
    "burden_of",
    "check_value",
    "effective_values",
    "fact_name",
    "settled_values",
    "with_burden",
]
