"""The checks of the language model against a real one: `make test-llm`. Not part of the offline tests."""
