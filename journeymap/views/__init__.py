"""Views: what a reader sees, as plain values without a format.

Sentences are :class:`~journeymap.text.Text` and numbers
:class:`~journeymap.text.Figure`, so that each output says them in its language.
"""
