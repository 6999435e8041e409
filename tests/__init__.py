"""Tests mirror the package; each says what it proves."""
