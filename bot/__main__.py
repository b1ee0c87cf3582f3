"""`python -m bot` is the command `drievragen`."""

from bot.cli import main

main()
