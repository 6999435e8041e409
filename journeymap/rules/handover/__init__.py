"""Rules about changes of hands: bounced customers, stories told again, contacts repeated."""
