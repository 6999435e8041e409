"""Forms to test."""

from functools import cache

from journeymap.languages import language
from journeymap.maturity.questionnaire import Questionnaire
from journeymap.outputs.questionnaires import Dress, formats
from tests.maturity.replies import models


@cache
def form(model: str = "small", code: str = "en", *, core: bool = False, role: str | None = None,
         title: str = "Moving house", colour: str | None = None, scope: str | None = None) -> str:  # fmt: skip
    """Return a form."""
    return formats()[".html"].write(
        Questionnaire(models()[model], core, title, role, scope), Dress(language(code), colour)
    )
