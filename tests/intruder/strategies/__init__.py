"""The strategies, by what they look at. To add one, write a class and put it into the list of its file."""

from . import answers, arrivals, authors, file, powers, typed, votes

ALL = [each for part in (arrivals, authors, powers, answers, votes, file, typed) for each in part.STRATEGIES]
