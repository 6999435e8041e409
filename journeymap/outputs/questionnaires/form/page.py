"""The form as one page: the report's style, its own script, and a policy that lets nothing else run."""

import hashlib
import json
from functools import cache
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from journeymap import __version__
from journeymap.maturity.questionnaire import ANSWERS, Questionnaire
from journeymap.maturity.reply_workbook import STRENGTHS
from journeymap.outputs.html import compiled
from journeymap.outputs.html.brand import brand_style
from journeymap.outputs.html.page import asset as report_asset
from journeymap.outputs.html.page import faces, policy
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.outputs.questionnaires import Dress, Format
from journeymap.outputs.questionnaires.workbook import SIDE_WORDS, STRENGTH_WORDS, WORDS
from journeymap.text import Text


def form(questions: Questionnaire, dress: Dress) -> str:
    """Write a questionnaire as one HTML page.

    Parameters
    ----------
    questions
        What is asked.
    dress
        Language and colour.

    Returns
    -------
    str
        The same for the same arguments, byte by byte. The page asks for nothing
        from outside; what is typed stays in the browser until it is exported.
    """
    wording = Wording(typographer(dress.language))

    def model_text(sentence: str) -> str:
        return wording.words(Text(sentence))

    style = Markup(faces() + brand_style(dress.colour) + report_asset("style.css") + asset("form.css"))  # noqa: S704 - files of this package
    script = Markup(asset("form.js"))  # noqa: S704 - a file of this package
    return (
        environment()
        .get_template("form.html.j2")
        .render(
            questions=questions,
            phases=list(questions.phases),
            lang=dress.language.code,
            generator=f"journeymap {__version__}",
            key=storage_key(questions),
            terms={answer: wording.words(WORDS[answer]) for answer in ANSWERS},
            strengths={letter: wording.words(word) for letter, word in zip(STRENGTHS, STRENGTH_WORDS, strict=True)},
            sides={side: wording.words(word) for side, word in SIDE_WORDS.items()},
            _=wording.translate,
            say=model_text,
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )


def storage_key(questions: Questionnaire) -> str:
    """Return the key under which a browser keeps what was typed; another form has another key."""
    model = questions.model
    parts = [model.id, model.version, questions.title, questions.role, questions.scope, *questions.criteria]
    digest = hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()[:16]
    return f"journeymap.form.{model.id}.{digest}"


@cache
def environment() -> Environment:
    """Return the environment of the template: everything escaped, nothing undefined let through."""
    return compiled.environment("journeymap.outputs.questionnaires.form")


@cache
def asset(name: str) -> str:
    """Return a text file of this package."""
    return resources.files("journeymap.outputs.questionnaires.form").joinpath(name).read_text(encoding="utf-8")


FORM = Format(".html", form)
