"""Invalid commands. All are generated from the definitions of the commands, so that new commands are covered without
further work: valid ones that the sender may not be allowed to give, ones with fields of the wrong type, missing,
swapped, huge or of another person, and ones with damaged bytes. The random numbers have a seed."""

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from live_cop.meeting.registry import COMMANDS

#: Values for fields that expect something else. JSON as Python reads it knows NaN and infinity too.
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1e308, 0.5, float("nan"), float("inf"), "", " ", "\n", "0", "null", "no such id",
    "\ud83d", "\u202e\u200b", "x" * 501, "é" * 9_000, [], [[]], [None], ["x"] * 600, {}, {"$ne": 1}, {"": {"": {}}},
    "__class__", "../../etc/passwd", "'; drop table records; --",
)  # fmt: skip
#: Signs that mean something to a parser, or nothing to anybody.
SIGNS = (0, 34, 44, 48, 91, 93, 123, 125, 0x7F, 0xD7FF, 0x1F600)
#: Packets beside commands that a line can carry.
OTHERS = (
    "0",
    '0{"meeting":"AAAAAA"}',
    "1",
    "27" + json.dumps(["clock", {"sent": 1}]),
    "2" + json.dumps(["welcome", {"full": True, "changes": []}]),
    '451-["do",{"_placeholder":true,"num":0}]',
    '3999999["never asked"]',
    # A number that Python will not read, and a nest that it cannot climb out of.
    f'2["do",{"9" * 5_000}]',
    f'2["do",{"[" * 5_000}{"]" * 5_000}]',
)


class Mutants:
    """Makes packets. `ids` are ids that there are, by the kind of their records."""

    def __init__(self, chance: random.Random, ids: Mapping[str, Sequence[str]]) -> None:
        self._chance = chance
        self._ids = ids
        self._any_id = [id for of_kind in ids.values() for id in of_kind]
        self._made = 0
        # Each sender begins elsewhere, so that all commands come up early.
        self._first = chance.randrange(len(COMMANDS))

    def packet(self) -> str:
        """One message as a line carries it, with the 4 of the transport before it."""
        dice = self._chance.random()
        if dice < 0.05:
            return self._damaged("4" + self._chance.choice(OTHERS))
        message = self._message()
        if dice < 0.30:
            return self._damaged(self._packed(message))
        if dice < 0.65:
            return self._packed(self._spoilt(message))
        return self._packed(message)

    def _packed(self, message: Any) -> str:
        return f"42{self._made}" + json.dumps(["do", message])

    def _message(self) -> dict[str, Any]:
        """A whole command. Each of them comes up in turn, the server's own too."""
        names = list(COMMANDS)
        name = names[(self._first + self._made) % len(names)]
        self._made += 1
        fields = msgspec.inspect.type_info(COMMANDS[name]).fields  # type: ignore[union-attr]
        args = {
            field.encode_name: self._fitting(field.type, field.encode_name)
            for field in fields
            if field.required or self._chance.random() < 0.7
        }
        return {"id": f"m{self._made}", "name": name, "args": args}

    def _fitting(self, type_: Any, name: str) -> Any:
        """Something of the right type; an id that there is where the field is called after a kind of record."""
        chance, kind = self._chance, {"after": "section", "notes": "note"}.get(name, name)
        match type_:
            case msgspec.inspect.UnionType():
                return self._fitting(chance.choice(type_.types), name)
            case msgspec.inspect.StrType():
                if kind in self._ids:
                    return chance.choice([*self._ids[kind], chance.choice(self._any_id)])
                return f"{name} {self._made}"
            case msgspec.inspect.IntType():
                return chance.randint(*(0 if edge is None else edge for edge in (type_.ge, type_.le or 10)))
            case msgspec.inspect.FloatType():
                return chance.random()
            case msgspec.inspect.BoolType():
                return chance.random() < 0.5
            case msgspec.inspect.LiteralType():
                return chance.choice(type_.values)
            case msgspec.inspect.ListType() | msgspec.inspect.VarTupleType():
                many = chance.randint(type_.min_length or 0, 3)
                return [self._fitting(type_.item_type, name) for _ in range(many)]
            case msgspec.inspect.NoneType():
                return None
        return {}

    def _spoilt(self, message: dict[str, Any]) -> Any:
        """The command with one or two things wrong in its parts."""
        ways: list[Callable[[dict[str, Any]], Any]] = [
            self._wrong_value, self._wrong_value, self._swapped, self._missing, self._too_much, self._misnamed,
            self._bad_frame,
        ]  # fmt: skip
        for way in self._chance.sample(ways, self._chance.choice((1, 1, 2))):
            way(message)
        return self._chance.choice(WRONG) if self._chance.random() < 0.02 else message

    def _wrong_value(self, message: dict[str, Any]) -> None:
        if isinstance(message.get("args"), dict) and message["args"]:
            message["args"][self._chance.choice(list(message["args"]))] = self._chance.choice((*WRONG, *self._any_id))

    def _swapped(self, message: dict[str, Any]) -> None:
        args = message.get("args")
        if isinstance(args, dict) and args:
            one, other = self._chance.choice(list(args)), self._chance.choice(list(args))
            args[one], args[other] = args[other], args[one]

    def _missing(self, message: dict[str, Any]) -> None:
        if isinstance(message.get("args"), dict) and message["args"]:
            del message["args"][self._chance.choice(list(message["args"]))]

    def _too_much(self, message: dict[str, Any]) -> None:
        huge = self._chance.choice(("x" * 70_000, ["x"] * 20_000, {str(n): n for n in range(5_000)}, 10**400))
        if isinstance(message.get("args"), dict):
            message["args"][self._chance.choice(("text", "person", "role", "nobody knows this"))] = (
                huge if self._chance.random() < 0.2 else self._chance.choice(WRONG)
            )

    def _misnamed(self, message: dict[str, Any]) -> None:
        """The arguments of one command go to another, or to none."""
        name = self._chance.choice(list(COMMANDS))
        message["name"] = self._chance.choice((name, name, name.upper(), name + " ", *WRONG[:6]))

    def _bad_frame(self, message: dict[str, Any]) -> None:
        part = self._chance.choice(("id", "name", "args"))
        if self._chance.random() < 0.3:
            del message[part]
        else:
            # A copy, so that the value cannot contain itself later.
            message[part] = copy.deepcopy(self._chance.choice((*WRONG, "m1")))

    def _damaged(self, packet: str) -> str:
        """One to three of its letters changed, doubled, or all from there on cut off."""
        chance, letters = self._chance, list(packet)
        for _ in range(chance.randint(1, 3)):
            place, dice = chance.randrange(len(letters)), chance.random()
            if dice < 0.5:
                letters[place] = chr(chance.choice(SIGNS))
            elif dice < 0.65:
                del letters[place:]
                letters.append("4")
            else:
                letters.insert(place, letters[place] * chance.choice((1, 2, 200)))
        return "".join(letters)
