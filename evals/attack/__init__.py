"""Attempts to talk the assistant into another advice, played through the real thing."""
