"""The strategies, by what they look at. To add one, write a class and put it into the list of its file."""

from . import answers, authors, file, powers

ALL = [*authors.STRATEGIES, *powers.STRATEGIES, *answers.STRATEGIES, *file.STRATEGIES]
