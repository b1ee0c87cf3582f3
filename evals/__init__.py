"""Evaluations: how well the parts of the assistant do their work, in figures with their uncertainty."""
