"""Rules that compare: with the rest of the journey, the sector, and the best anywhere."""
