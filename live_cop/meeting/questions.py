"""The community's library of questions. It comes with the meeting and goes on to the next one."""

from msgspec import UNSET
from msgspec.structs import replace

from .commands import questions as c
from .draft import Draft
from .order import next_order
from .records import Question
from .refusal import Refusal
from .text import PROMPT_LENGTH, required

MOST_QUESTIONS = 100


def add(draft: Draft, command: c.QuestionAdd) -> None:
    questions = draft.all("question")
    if len(questions) >= MOST_QUESTIONS:
        raise Refusal("too_many")
    id = draft.new_id("q")
    text = required(command.text, PROMPT_LENGTH)
    draft.put(Question(text=text, group=command.group, order=next_order(questions)), id)
    draft.result = {"question": id}


def edit(draft: Draft, command: c.QuestionEdit) -> None:
    question = draft.find("question", command.question)
    if command.text is not UNSET:
        question = replace(question, text=required(command.text, PROMPT_LENGTH))
    if command.group is not UNSET:
        question = replace(question, group=command.group)
    draft.put(question, command.question)


def remove(draft: Draft, command: c.QuestionRemove) -> None:
    draft.find("question", command.question)
    draft.drop("question", command.question)


RULES = {
    c.QuestionAdd: add,
    c.QuestionEdit: edit,
    c.QuestionRemove: remove,
}
