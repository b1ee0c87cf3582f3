"""`python -m evals.report RUN.json --out DIR`: the same as `drievragen evals report`."""

import sys

import typer

from bot.commands.evals import report
from bot.commands.usage import UsageError

if __name__ == "__main__":
    try:
        typer.run(report)
    except UsageError as error:
        sys.exit(str(error))
