"""Generates the TypeScript types of records and commands for the browser from the structs of the server.

    python -m scripts.record_types

They are global types, which a script can use without an import: `NoteRecord` is the result of `get("note", id)`, and
`CommandArgs["note.add"]` is the argument of `send("note.add", ...)`. Names are those of the protocol.
"""

from collections.abc import Iterable
from pathlib import Path

from msgspec import NODEFAULT, inspect

from live_cop.meeting.records import RECORDS
from live_cop.meeting.registry import COMMANDS

FILE = Path(__file__).parent.parent / "static" / "js" / "core" / "record-types.d.ts"
NAMES = {cls: "".join(word.capitalize() for word in kind.split("_")) + "Record" for kind, cls in RECORDS.items()}
HEAD = "// Records and commands as they are on the wire. Made by scripts/record_types.py: do not edit."


def main() -> None:
    FILE.write_text(text(), encoding="utf-8")


def text() -> str:
    """The content of the generated file."""
    kinds = [f"{kind}: {NAMES[cls]}" for kind, cls in RECORDS.items()]
    commands = [f'"{name}": {command_args(cls)}' for name, cls in COMMANDS.items() if cls.permission != "system"]
    blocks = [
        HEAD,
        *map(record_interface, RECORDS.values()),
        "/** Every kind of record. */\n" + interface("RecordKinds", kinds),
        "/** Every command that a browser may send, and its fields. */\n" + interface("CommandArgs", commands),
        "type RecordKind = keyof RecordKinds;\ntype CommandName = keyof CommandArgs;",
    ]
    return "\n\n".join(blocks) + "\n"


def record_interface(cls: type) -> str:
    """The interface of a record with its id. A record that extends another lists only its own fields."""
    base = cls.__bases__[0]
    if base not in NAMES:
        return interface(NAMES[cls], ["id: string", *record_fields(cls)])
    own_fields = [each for each in record_fields(cls) if each not in record_fields(base)]
    return interface(f"{NAMES[cls]} extends {NAMES[base]}", own_fields)


def interface(head: str, fields: Iterable[str]) -> str:
    return f"interface {head} {{\n" + "".join(f"  {field};\n" for field in fields) + "}"


def record_fields(cls: type) -> list[str]:
    """The fields of a record. Only those that are unset by default are optional."""
    return [field(each, is_unset_by_default(each)) for each in struct(cls).fields]


def command_args(cls: type) -> str:
    """The argument type of a command. Fields with a default are optional."""
    fields = [field(each, not each.required) for each in struct(cls).fields]
    if not fields:
        return "Record<string, never>"
    line = f"{{ {'; '.join(fields)} }}"
    return line if len(line) < 90 else "{\n" + "".join(f"    {field};\n" for field in fields) + "  }"


def struct(cls: type) -> inspect.StructType:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    return info


def is_unset_by_default(each: inspect.Field) -> bool:
    return not each.required and each.default is NODEFAULT and each.default_factory is NODEFAULT


def field(each: inspect.Field, optional: bool) -> str:
    return f"{each.encode_name}{'?' if optional else ''}: {typescript(each.type)}"


def typescript(kind: inspect.Type) -> str:
    """A type of msgspec in TypeScript. Raises TypeError for one that has no equivalent."""
    match kind:
        case inspect.StrType():
            return "string"
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.BoolType():
            return "boolean"
        case inspect.NoneType():
            return "null"
        case inspect.AnyType():
            return "unknown"
        case inspect.LiteralType(values):
            return " | ".join(f'"{value}"' for value in values)
        case inspect.UnionType(types):
            return " | ".join(map(typescript, types))
        case inspect.TupleType(items):
            return f"[{', '.join(map(typescript, items))}]"
        case inspect.ListType(item) | inspect.VarTupleType(item):
            inner = typescript(item)
            return f"({inner})[]" if " | " in inner and not inner.endswith("}") else f"{inner}[]"
        case inspect.DictType(key, value):
            # Partial, so that code must handle a missing key.
            return f"Partial<Record<{typescript(key)}, {typescript(value)}>>"
        case inspect.StructType(cls) if cls in NAMES:
            # A record within another has its id beside it.
            return f'Omit<{NAMES[cls]}, "id">'
        case inspect.StructType(cls):
            return f"{{ {'; '.join(record_fields(cls))} }}"
    raise TypeError(f"no TypeScript for {kind}")


if __name__ == "__main__":
    main()
