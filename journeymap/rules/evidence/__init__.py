"""Rules about what the map itself rests on."""
