"""The community's library of questions. Each meeting starts with the library of the one before."""

from typing import ClassVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..command import AllowedAfterClose
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.display import Question, QuestionGroup
from ..refusal import Refusal
from ..texts.text import PROMPT_LENGTH, required


class QuestionAdd(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.add"
    text: str
    group: QuestionGroup


class QuestionEdit(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.edit"
    question: str
    text: str | UnsetType = UNSET
    group: QuestionGroup | UnsetType = UNSET


class QuestionRemove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.remove"
    question: str


MOST_QUESTIONS = 100


def add(draft: Draft, command: QuestionAdd) -> None:
    questions = draft.of_kind("question")
    if len(questions) >= MOST_QUESTIONS:
        raise Refusal("too_many")
    id = draft.new_id("q")
    text = required(command.text, PROMPT_LENGTH)
    draft.put(Question(text=text, group=command.group, order=next_order(questions)), id)
    draft.result = {"question": id}


def edit(draft: Draft, command: QuestionEdit) -> None:
    question = draft.require("question", command.question)
    if command.text is not UNSET:
        question = replace(question, text=required(command.text, PROMPT_LENGTH))
    if command.group is not UNSET:
        question = replace(question, group=command.group)
    draft.put(question, command.question)


def remove(draft: Draft, command: QuestionRemove) -> None:
    draft.require("question", command.question)
    draft.drop("question", command.question)


RULES: Rules = {
    QuestionAdd: add,
    QuestionEdit: edit,
    QuestionRemove: remove,
}
