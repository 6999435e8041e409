"""Rules about the systems behind the touchpoints."""
