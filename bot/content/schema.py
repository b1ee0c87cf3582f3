"""The JSON Schema of the decision table, for editors that check a YAML file while you type.

After a change of the model: `python -m bot.content.schema`.
"""

import json

from bot.content.loading import SCHEMA
from bot.domain import DecisionTable


def schema_text() -> str:
    """What the schema file has to hold."""
    return json.dumps(DecisionTable.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
