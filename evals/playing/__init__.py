"""The simulated user: has the conversation of a variant with the real assistant."""
