"""Customer journeys written in YAML: scored maps, digital maturity and a computed roadmap."""

__version__ = "0.1.0"
