"""Sample requirements for demonstration; loaded only on request, and labelled as samples."""

from pathlib import Path

SAMPLES = Path(__file__).parent
