"""Somebody who tries codes: `python -m tests.faults.hostile.guesser URL RATE SECONDS [CONNECTIONS [ADDRESS]]`.

It asks for so many random codes a second over so many connections, none of which waits for another, and prints how many
answers had which status, as JSON. With an address it says so to a server that trusts its proxy.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

from live_cop.meeting.codes import CODE_ALPHABET, CODE_LENGTH

BODY = b'{"place":"room"}'


def random_code() -> str:
    return "".join(random.choices(CODE_ALPHABET, k=CODE_LENGTH))


async def guess(url: str, rate: float, seconds: float, connections: int, address: str) -> Counter[str]:
    """Each connection takes the next moment at which a guess is due."""
    host, port = urlsplit(url).hostname or "", urlsplit(url).port
    answers: Counter[str] = Counter()
    start = time.monotonic()
    due = (start + n / rate for n in range(round(rate * seconds)))
    forwarded = f"X-Forwarded-For: {address}\r\n" if address else ""

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        for at in due:
            await asyncio.sleep(max(0, at - time.monotonic()))
            head = f"POST /api/meetings/{random_code()}/join HTTP/1.1\r\nHost: {host}\r\n{forwarded}"
            head += f"Content-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
            writer.write(head.encode() + BODY)
            status, length = await _answer(reader)
            await reader.readexactly(length)
            answers[status] += 1
            if time.monotonic() > start + seconds:
                break
        writer.close()

    await asyncio.gather(*(one_connection() for _ in range(connections)), return_exceptions=True)
    return answers


async def _answer(reader: asyncio.StreamReader) -> tuple[str, int]:
    """The status of an answer, and how long its body is."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    return head.split(" ", 2)[1], int(head.split("content-length:")[1].split("\r\n")[0])


def main(url: str, rate: str, seconds: str, connections: str = "1", address: str = "") -> None:
    print(json.dumps(asyncio.run(guess(url, float(rate), float(seconds), int(connections), address))))


if __name__ == "__main__":
    main(*sys.argv[1:])
