"""Rules about answers: late, missing, promised and not given."""
