"""The question of this moment: the chair asks it aloud, and every screen shows it until it is taken away."""

from .commands import prompts as c
from .draft import Draft
from .records import Prompt
from .refusal import Refusal
from .text import PROMPT_LENGTH, required


def show(draft: Draft, command: c.PromptShow) -> None:
    draft.put(Prompt(text=required(command.text, PROMPT_LENGTH)))


def hide(draft: Draft, command: c.PromptHide) -> None:
    if draft.one("prompt") is None:
        raise Refusal("no_prompt")
    clear(draft)


def clear(draft: Draft) -> None:
    """Takes away what may be asked at this moment."""
    draft.drop("prompt")


RULES = {
    c.PromptShow: show,
    c.PromptHide: hide,
}
