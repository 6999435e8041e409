"""``.html``: one offline file that is filled in with a keyboard, keeps what is typed, and gives YAML back."""

from journeymap.outputs.questionnaires.form.page import FORM, form

__all__ = ["FORM", "form"]
