"""A wrong option gets one clear line, and nothing is started or changed."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from commandline import main
from rehearsal.instance import DemoInstance
from rehearsal.supervisor import ENDINGS


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """The command sets what ends it; afterwards the test's own endings are as they were."""
    before = {number: signal.getsignal(number) for number in ENDINGS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def refused(arguments: list[str], folder: Path) -> list[str]:
    """The lines a demo that did not start has said."""
    environ = {"TISCHWECHSEL_INSTANCE_PATH": str(folder)}
    result = CliRunner().invoke(main, ["demo", *arguments], env=environ)
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr.splitlines()


@pytest.mark.parametrize(
    ("option", "value", "limits"),
    [
        ("--rounds", "1", "2 to 48"),
        ("--rounds", "-3", "2 to 48"),
        ("--rounds", "six", "2 to 48"),
        ("--round-seconds", "9", "10 to 3600"),
        ("--changeover-seconds", "", "5 to 1800"),
        ("--start-in", "1e9", "5 to 86400"),
        ("--port", "70000", "1 to 65535"),
        ("--seed", "9" * 40, "0 to 1000000000"),
    ],
)
def test_option_when_wrong_is_refused_in_one_line(
    tmp_path: Path, option: str, value: str, limits: str
) -> None:
    (line,) = refused([f"{option}={value}"], tmp_path)
    assert option in line
    assert limits in line
    assert list(tmp_path.iterdir()) == []


def test_port_when_taken_is_refused_in_one_line_and_the_last_demo_stays(tmp_path: Path) -> None:
    (tmp_path / "demo.sqlite").write_text("the last demo")
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        (line,) = refused([f"--port={port}"], tmp_path)
    assert f"Port {port} cannot be used" in line
    assert (tmp_path / "demo.sqlite").read_text() == "the last demo"


def test_demo_when_another_runs_in_the_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    with DemoInstance(tmp_path).alone():
        (line,) = refused([], tmp_path)
    assert "A demo is running from this folder already" in line


def test_settings_when_given_to_the_demo_never_name_the_real_database(tmp_path: Path) -> None:
    real = {"DATABASE_URL": "postgresql://real/database", "TISCHWECHSEL_SECRET_KEY": "real"}
    environ = DemoInstance(tmp_path).environ(real, 8000)
    assert environ["DATABASE_URL"] == f"sqlite:///{tmp_path / 'demo.sqlite'}"
    assert environ["TISCHWECHSEL_SECRET_KEY"] != "real"
