"""Roadmap: initiatives ► selection, schedule, projected maps, benefits, and what is still missing."""
