"""The edges where people and machines talk to the assistant: terminal, JSON lines, Telegram."""
