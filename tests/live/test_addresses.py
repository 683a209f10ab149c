"""Of what two browsers tell each other, no address of a device is left where they meet at the relay alone."""

from __future__ import annotations

import pytest

from webapp.live.addresses import relayed_candidate, relayed_description, without_addresses

RELAY = "candidate:3 1 udp 41885439 198.51.100.9 51234 typ relay raddr 192.168.1.7 rport 40000 ufrag aB network-id 1"
HOST = "candidate:1 1 udp 2122260223 192.168.1.7 40000 typ host generation 0"
OTHERS = (
    HOST,
    "candidate:1 1 udp 2122260223 2001:db8::7 40000 typ host",
    "candidate:1 1 udp 2122260223 0f3a-11.local 40000 typ host",
    "candidate:2 1 udp 1686052607 203.0.113.5 40000 typ srflx raddr 192.168.1.7 rport 40000",
    "candidate:2 1 udp 1686052607 203.0.113.5 40000 typ prflx",
    "candidate:4 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active",
    "candidate:1 1 udp 1 192.168.1.7 9 typ host typ relay",
    f"{RELAY}\r\na={HOST}",
    f"{RELAY}\na={HOST}",
    "typ relay 192.168.1.7",
)
DESCRIPTION = "\r\n".join(
    [
        "v=0",
        "o=mozilla 4611 2 IN IP6 2001:db8::7",
        "s=-",
        "c=IN IP4 192.168.1.7",
        "a=group:BUNDLE 0 1",
        "m=audio 40000 UDP/TLS/RTP/SAVPF 111 0",
        "c=IN IP4 203.0.113.5",
        "a=rtcp:40001 IN IP4 203.0.113.5",
        *(f"a={candidate}" for candidate in (*OTHERS[:6], RELAY)),
        "a=remote-candidates:1 192.168.1.7 40000",
        "a=ice-ufrag:aB",
        "m=video 0 UDP/TLS/RTP/SAVPF 96",
        "a=bundle-only",
        "",
    ]
)
PRIVATE = ("192.168.1.7", "203.0.113.5", "2001:db8::7", ".local", "40000", "40001")


@pytest.mark.parametrize("candidate", OTHERS)
def test_candidate_when_not_of_a_relay_is_not_passed_on(candidate: str) -> None:
    assert relayed_candidate(candidate) is None


def test_candidate_when_of_a_relay_is_passed_on_without_the_address_behind_it() -> None:
    assert relayed_candidate(RELAY) == (
        "candidate:3 1 udp 41885439 198.51.100.9 51234 typ relay raddr 0.0.0.0 rport 0 ufrag aB"
    )


def test_candidate_when_it_says_that_no_more_come_is_passed_on() -> None:
    end = {"candidates": [{"candidate": ""}]}
    assert without_addresses("candidates", end) == end


def test_candidates_when_none_is_of_a_relay_are_not_passed_on() -> None:
    assert without_addresses("candidates", {"candidates": [{"candidate": HOST}]}) is None


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_description_when_passed_on_holds_no_address_of_a_device(line_end: str) -> None:
    told = relayed_description(DESCRIPTION.replace("\r\n", line_end))
    assert [private for private in PRIVATE if private in told] == []


def test_description_when_passed_on_keeps_all_else() -> None:
    told = relayed_description(DESCRIPTION).split("\r\n")
    assert told == [
        "v=0",
        "o=mozilla 4611 2 IN IP4 0.0.0.0",
        "s=-",
        "c=IN IP4 0.0.0.0",
        "a=group:BUNDLE 0 1",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        f"a={relayed_candidate(RELAY)}",
        "a=ice-ufrag:aB",
        "m=video 0 UDP/TLS/RTP/SAVPF 96",
        "a=bundle-only",
        "",
    ]


def test_wish_for_a_new_offer_when_passed_on_is_as_it_was() -> None:
    assert without_addresses("restart", {"session": None}) == {"session": None}
