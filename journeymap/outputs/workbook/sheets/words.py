"""Glossary: the words of the workbook, and how its numbers are made."""

from journeymap.outputs.workbook.sheets import Column, Content, Grid, Material, Sheet
from journeymap.text import say

TERMS = (Column(say("Term"), 34), Column(say("Meaning"), 110))
FORMULAS = (Column(say("Number"), 34), Column(say("How it is computed"), 110))
COLUMN_WORDS = (
    (say("Low, 95%"), say("lower end of the 95% interval; empty for an opinion")),
    (say("High, 95%"), say("upper end of the 95% interval; empty for an opinion")),
    (say("Rounded"), say("the number rounded as the report rounds it, with its unit")),
    (say("Counted alone"), say("score of the part that was counted, without opinions")),
    (say("Rests on"), say("what readings rest on: A measured, B observed, C documented, D told or assumed")),
    (say("Keeps its quarter"), say("share of the draws in which an initiative begins in the quarter of the plan")),
)
"""Heads of columns that the glossary of the report does not explain."""


def _fill(material: Material) -> Content:
    view = material.view
    terms = (*((term.name, term.words) for term in view.glossary), *COLUMN_WORDS)
    formulas = tuple((formula.name, formula.words) for formula in view.method.formulas)
    note = say("what the words of the sheets mean, and how their numbers are made")
    return Content(say("Glossary"), note, (Grid(say("Words"), TERMS, terms),
                   Grid(say("How the numbers are made"), FORMULAS, formulas)))  # fmt: skip


GLOSSARY = Sheet("glossary", 140, say("Glossary"), _fill)
