"""Digital maturity: a model, answers and probes ► levels, each with its reasons.

The model is data (:mod:`journeymap.maturity.model`), the answers are data
(:mod:`journeymap.model.assessment`), and probes read the maps
(:mod:`journeymap.maturity.probes`). Levels follow by rule; nobody sets one.
"""
