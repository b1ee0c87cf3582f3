"""The evaluation as tasks of Inspect AI: its runner, its epochs, its log viewer."""
