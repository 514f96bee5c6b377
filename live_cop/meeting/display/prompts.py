"""The prompt: the question that the chair asks now. Every screen shows it until it is hidden."""

from typing import ClassVar

from ..command import ByChair
from ..draft import Draft, Rules
from ..records.display import Prompt
from ..refusal import Refusal
from ..texts.text import PROMPT_LENGTH, required


class PromptShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.show"
    text: str


class PromptHide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.hide"


def show(draft: Draft, command: PromptShow) -> None:
    draft.put(Prompt(text=required(command.text, PROMPT_LENGTH)))


def hide(draft: Draft, command: PromptHide) -> None:
    if draft.singleton("prompt") is None:
        raise Refusal("no_prompt")
    clear(draft)


def clear(draft: Draft) -> None:
    """Hides the prompt, if there is one."""
    draft.drop("prompt")


RULES: Rules = {
    PromptShow: show,
    PromptHide: hide,
}
