"""The live page of a workshop: a screen for the beamer, and the facilitator's controls."""

from bot.web.workshop.audience import Audience
from bot.web.workshop.hall import Hall, ReportKind
from bot.web.workshop.routes import workshop_routes

__all__ = ["Audience", "Hall", "ReportKind", "workshop_routes"]
