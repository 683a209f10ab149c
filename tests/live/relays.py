"""A real relay for tests: coturn on the loopback interface, with the secret the service knows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import free_port

SECRET = "only-for-this-test"


def relay_command(port: int, folder: Path) -> list[str]:
    """Return how coturn is started."""
    flags = ["-v", "-n", "--no-cli", "--no-tls", "--no-dtls", "--use-auth-secret", "--allow-loopback-peers"]
    addresses = ["--realm", "test", "-p", str(port), "-L", "127.0.0.1", "-E", "127.0.0.1"]
    files = ["--log-file", "stdout", "--simple-log", "--pidfile", str(folder / "pid")]
    return [
        "turnserver",
        *flags,
        *addresses,
        *files,
        "--userdb",
        str(folder / "db"),
        "--static-auth-secret",
        SECRET,
    ]


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A coturn; the port it listens on."""
    if not shutil.which("turnserver"):
        pytest.skip("coturn is not installed")
    port = free_port()
    command = relay_command(port, tmp_path_factory.mktemp("relay"))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "UDP listener opened on" in line:
            break
    yield port
    process.kill()
    process.wait()
