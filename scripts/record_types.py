"""Writes the types of records and commands for the browser's side, from the structs that the server reads and writes.

    python -m scripts.record_types

They are global types, so that a script names one without importing it: `NoteRecord` is what `get("note", id)` gives,
`CommandArgs["note.add"]` is what `send("note.add", ...)` takes. Names come from the wire, which does not change.
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
    """The whole file."""
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
    """A record with its id; one that is a note as well says only what more it has."""
    base = cls.__bases__[0]
    if base not in NAMES:
        return interface(NAMES[cls], ["id: string", *record_fields(cls)])
    more = [each for each in record_fields(cls) if each not in record_fields(base)]
    return interface(f"{NAMES[cls]} extends {NAMES[base]}", more)


def interface(head: str, fields: Iterable[str]) -> str:
    return f"interface {head} {{\n" + "".join(f"  {field};\n" for field in fields) + "}"


def record_fields(cls: type) -> list[str]:
    """A record has all of its fields, but those that are unset."""
    return [field(each, is_unset_by_default(each)) for each in struct(cls).fields]


def command_args(cls: type) -> str:
    """A command needs no field that has a default."""
    fields = [field(each, not each.required) for each in struct(cls).fields]
    if not fields:
        return "Record<string, never>"
    line = f"{{ {'; '.join(fields)} }}"
    return line if len(line) < 90 else "{\n" + "".join(f"    {field};\n" for field in fields) + "  }"


def struct(cls: type) -> inspect.StructType:
    found = inspect.type_info(cls)
    assert isinstance(found, inspect.StructType)
    return found


def is_unset_by_default(each: inspect.Field) -> bool:
    return not each.required and each.default is NODEFAULT and each.default_factory is NODEFAULT


def field(each: inspect.Field, optional: bool) -> str:
    return f"{each.encode_name}{'?' if optional else ''}: {typescript(each.type)}"


def typescript(kind: inspect.Type) -> str:
    """A type of msgspec, in TypeScript."""
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
            # Not every key is in it, and code that reads one has to say what it does then.
            return f"Partial<Record<{typescript(key)}, {typescript(value)}>>"
        case inspect.StructType(cls) if cls in NAMES:
            # A record inside another stands beside its id.
            return f'Omit<{NAMES[cls]}, "id">'
        case inspect.StructType(cls):
            return f"{{ {'; '.join(record_fields(cls))} }}"
    raise TypeError(f"no TypeScript for {kind}")


if __name__ == "__main__":
    main()
