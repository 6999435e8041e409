"""Rules about channels: which are offered, to whom, and what they lead to."""
