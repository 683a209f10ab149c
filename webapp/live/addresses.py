"""Takes the addresses of devices out of what two browsers tell each other; those of the relay stay."""

from __future__ import annotations

import re
from typing import Any

# As RFC 8839 writes them; what does not look like this is no candidate that a browser would take.
RELAY_CANDIDATE = re.compile(
    r"(?:a=)?(?P<way>candidate:[\w+/]+ \d+ \w+ \d+ (?P<address>[\w.:-]+) \d+ typ relay)(?P<more>(?: \S+ \S+)*) ?",
    re.ASCII,
)
EXTENSION = re.compile(r" (tcptype|generation|ufrag) (\S+)")
LINE_END = re.compile(r"\r\n|\r|\n")
NOWHERE = "IN IP4 0.0.0.0"
# Lines of a description with an address in them, and what stands there instead; candidates come later.
PLACES = (
    (re.compile(r"o=(\S+) (\S+) (\S+) .*"), rf"o=\1 \2 \3 {NOWHERE}"),
    (re.compile(r"c=.*"), f"c={NOWHERE}"),
    (re.compile(r"a=rtcp:.*"), f"a=rtcp:9 {NOWHERE}"),
    (re.compile(r"m=(\S+) (?!0 )\S+ (.*)"), r"m=\1 9 \2"),
)


def without_addresses(kind: str, data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the data of a signal with ways through a relay alone; none if nothing of it is left."""
    if kind == "candidates":
        ways = [(told, relayed_candidate(told["candidate"])) for told in data["candidates"]]
        left = [{**told, "candidate": way} for told, way in ways if way is not None]
        return {**data, "candidates": left} if left else None
    return {**data, "sdp": relayed_description(data["sdp"])} if "sdp" in data else data


def relayed_candidate(candidate: str) -> str | None:
    """Return a candidate of a relay without the address behind it; none if it is of another type.

    The empty one, by which browsers say that no more will come, stays.
    """
    if not candidate:
        return candidate
    found = RELAY_CANDIDATE.fullmatch(candidate)
    if found is None:
        return None
    behind = "::" if ":" in found["address"] else "0.0.0.0"  # noqa: S104 - the address of nobody
    extensions = "".join(f" {name} {value}" for name, value in EXTENSION.findall(found["more"]))
    return f"{found['way']} raddr {behind} rport 0{extensions}"


def relayed_description(sdp: str) -> str:
    """Return a description in which every address is nobody's, and every candidate a relay's."""
    lines = (relayed_line(line) for line in LINE_END.split(sdp))
    return "\r\n".join(line for line in lines if line is not None)


def relayed_line(line: str) -> str | None:
    """Return a line of a description without an address of a device; none if it is about nothing else."""
    name = line.strip().lower()
    if name.startswith("a=remote-candidates"):
        return None
    if name.startswith("a=candidate"):
        way = relayed_candidate(line)
        return None if way is None else f"a={way}"
    for place, nowhere in PLACES:
        line = place.sub(nowhere, line) if place.fullmatch(line) else line
    return line
