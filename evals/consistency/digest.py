"""What identifies an assistant: every file it is made of."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("bot", "knowledge", "prompts", "evals/playing")
"""Also the simulated user: another one has other conversations."""


def digest(engine: str, root: Path = ROOT, parts: Sequence[str] = PARTS) -> str:
    """Sixteen hex digits that change when any file of the assistant does, or the engine."""
    whole = hashlib.sha256(engine.encode())
    files = (path for part in parts for path in (root / part).rglob("*") if path.is_file())
    for path in sorted(files):
        if "__pycache__" not in path.parts:
            whole.update(str(path.relative_to(root)).encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
