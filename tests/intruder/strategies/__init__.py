"""The strategies, by what they look at. To add one, write a class and put it into the list of its file."""

from . import answers, arrivals, authors, file, powers, switches, typed, votes

ALL = [each for part in (arrivals, authors, powers, switches, answers, votes, file, typed) for each in part.STRATEGIES]
