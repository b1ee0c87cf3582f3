"""The built-in language model learns along, in PyTorch: what reading and search have in common."""
