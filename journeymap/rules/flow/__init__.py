"""Rules about how customers get through: dead ends, loops, what cannot be reached."""
