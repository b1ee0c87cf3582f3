"""HTTP for machines: updates from Telegram, health and metrics. Nothing here is for users."""
