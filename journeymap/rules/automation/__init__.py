"""Rules about automation without a way to a person or without a result."""
