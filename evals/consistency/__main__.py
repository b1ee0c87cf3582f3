"""`python -m evals.consistency run|compare|gate|report`: the same as `drievragen evals`."""

import sys

from bot.commands.evals import app
from bot.commands.usage import UsageError

if __name__ == "__main__":
    try:
        app()
    except UsageError as error:
        sys.exit(str(error))
