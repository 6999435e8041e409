"""Rules about targets, initiatives and claimed levels."""
