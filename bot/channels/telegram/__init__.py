"""The assistant in Telegram: private chats, one card that is edited."""
