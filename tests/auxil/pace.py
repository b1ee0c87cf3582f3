"""No limits of our own: for tests about something else, whose users are faster than people."""

from bot.channels.telegram.pacing import Limits, Rate

FREELY = Limits(*[Rate(1_000_000, 1.0)] * 3)
