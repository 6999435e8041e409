"""Rules about what happens after something went wrong."""
