"""Which frames a websocket may carry below our own protocol."""

from __future__ import annotations

import pytest

from webapp.transport.frames import Conversation, WrongFrame

RIGHT = ["40", "3", '420["ask_time",{}]', '42["say",{"text":"a\\nb"}]', "3", "41"]
DEEP = "[" * 30_000 + "]" * 30_000
WRONG: dict[str, str | bytes] = {
    "empty": "",
    "no digit": "x",
    "ping": "2",
    "probe": "2probe",
    "upgrade": "5",
    "open": "0{}",
    "no type": "6",
    "unknown type": "9",
    "high digit": "\u0664\u0662[]",
    "pong with content": "3" + "x" * 60_000,
    "base64": "bAAAA",
    "bare message": "4",
    "unknown packet": "49",
    "no end": "42[",
    "no list": '42{"a":1}',
    "no name": "42[]",
    "name is no text": "42[1]",
    "name is a list": '42[["say"]]',
    "no JSON": "42[{]",
    "deep": f'42["say",{DEEP}]',
    "long number": f'42["say",{"9" * 20_000}]',
    "number too long for Socket.IO": f'42["say",{"9" * 200}]',
    "long id": f'42{"1" * 50}["say"]',
    "other namespace": '42/admin,["say"]',
    "entered twice": "40",
    "entered another namespace": "40/admin,",
    "acknowledgement": "430[]",
    "connect error": '44{"message":"x"}',
    "bytes too few": '451-["say",{"_placeholder":true,"num":1}]',
    "bytes by name": '451-["say",{"_placeholder":true,"num":"0"}]',
    "bytes by truth": '451-["say",{"_placeholder":true,"num":false}]',
    "bytes deep inside": f'451-["say",{DEEP[29_500:-29_500]}]',
    "no attachments": '450-["say"]',
    "many attachments": '45999999999-["say"]',
    "binary acknowledgement": "461-0[]",
    "bytes nobody announced": b"\x04\x00",
    "empty binary": b"",
}


def test_conversation_when_it_is_a_page_of_ours_passes() -> None:
    said = Conversation()
    for frame in RIGHT:
        said.take(frame)


def test_event_when_it_announces_bytes_passes_with_them_alone() -> None:
    said = Conversation(entered=True)
    for frame in ('452-7["say",{"_placeholder":true,"num":1}]', b"a", "3", b"b", '42["say"]'):
        said.take(frame)
    said.take('451-["say",{"_placeholder":true,"num":0}]')
    with pytest.raises(WrongFrame):
        said.take('42["say"]')


@pytest.mark.parametrize("frame", WRONG.values(), ids=WRONG.keys())
def test_frame_when_no_page_of_ours_sends_it_is_wrong_and_not_told(frame: str | bytes) -> None:
    said = Conversation(entered=True)
    with pytest.raises(WrongFrame) as wrong:
        said.take(frame)
    assert len(str(wrong.value)) < 20


@pytest.mark.parametrize("frame", ['42["say"]', "41", "40[1]", "40{", "40/x,{}", b"40"])
def test_frame_when_nobody_has_entered_is_wrong(frame: str | bytes) -> None:
    with pytest.raises(WrongFrame):
        Conversation().take(frame)


@pytest.mark.parametrize("frame", ["40", '42["say"]', "41", "3"])
def test_frame_when_somebody_has_left_is_wrong(frame: str) -> None:
    with pytest.raises(WrongFrame):
        Conversation(entered=True, left=True).take(frame)
