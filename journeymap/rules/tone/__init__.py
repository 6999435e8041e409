"""Rules about the tone of bad news."""
