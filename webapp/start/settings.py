"""What is tried of the settings before anything starts: one list, one sentence each, with the variable's name."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import idna
from limits.errors import ConfigurationError
from limits.storage import SCHEMES, storage_from_string
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

Settings: TypeAlias = Mapping[str, str]

PREFIX = "TISCHWECHSEL_"
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
SHORTEST_SECRET, FEWEST_SIGNS = 32, 8
DRIVERS = frozenset({"postgresql", "postgresql+psycopg", "sqlite", "sqlite+pysqlite"})
LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
LOCAL_PART = re.compile(r"(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
RANGES = {
    "DATABASE_PATIENCE": (0, 60),
    "TRUSTED_PROXIES": (0, 10),
    "CONNECTIONS_PER_ADDRESS": (10, 10_000),
    "MAIL_PORT": (1, 65_535),
    "TURN_SECONDS": (600, 604_800),
    "PREPARE_SECONDS": (1, 120),
    "NO_SHOW_SECONDS": (10, 600),
}
MOST_PORTS = 65_535
ICE = {
    "STUN_URLS": re.compile(r"stuns?:[^\s/?@]+"),
    "TURN_URLS": re.compile(r"turns?:[^\s/?@]+(\?transport=(udp|tcp))?"),
}


def what_is_wrong(settings: Settings) -> str | None:
    """Return the first complaint, or None."""
    return next((complaint for look in TRIED if (complaint := look(settings))), None)


def numbers(settings: Settings) -> str | None:
    """Numbers are whole and within what makes sense."""
    for name, (least, most) in RANGES.items():
        value = settings[name]
        if not re.fullmatch(r"[0-9]{1,9}", value):
            return f"{PREFIX}{name} is {value!r}; it must be a whole number"
        if not least <= int(value) <= most:
            return f"{PREFIX}{name} is {value}; it must be from {least} to {most}"
    return None


def time_zone(settings: Settings) -> str | None:
    """The time zone exists."""
    try:
        if ZoneInfo(settings["TIME_ZONE"]).key == "Factory":  # "nobody has set this"
            raise LookupError
    except (ValueError, OSError, LookupError):
        value = settings["TIME_ZONE"]
        return f"{PREFIX}TIME_ZONE is {value!r}; it must be a name such as Europe/Berlin"
    return None


def base_url(settings: Settings) -> str | None:
    """The address is one that a browser opens."""
    value = settings["BASE_URL"]
    wrong = f"{PREFIX}BASE_URL is {value!r}; it must be an address such as https://dating.example"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return wrong
    bare = not (
        parts.query or parts.fragment or parts.username or parts.path.strip("/") or re.search(r"\s", value)
    )
    if parts.scheme not in {"http", "https"} or not is_host(parts.hostname or "") or not bare or port == 0:
        return wrong
    if settings["HTTPS"].lower() == "yes" and parts.scheme == "http":
        return (
            f"{PREFIX}BASE_URL is {value} though {PREFIX}HTTPS is yes; set the https:// address people type"
        )
    return None


def secret_key(settings: Settings) -> str | None:
    """A key that is set cannot be guessed."""
    key, wish = settings["SECRET_KEY"], f"set {SHORTEST_SECRET} random characters or more, or none"
    if key and len(key) < SHORTEST_SECRET:
        return f"{PREFIX}SECRET_KEY is too short; {wish}"
    if key and len(set(key)) < FEWEST_SIGNS:
        return f"{PREFIX}SECRET_KEY can be guessed; {wish}"
    return None


def development(settings: Settings) -> str | None:
    """What shows everybody's mails is not on a public server."""
    name = f"{PREFIX}DEVELOPMENT"
    if settings["DEVELOPMENT"].lower() != "yes":
        return None
    if settings["HTTPS"].lower() == "yes":
        return f"{name} and {PREFIX}HTTPS are both yes; a public server must not show people's mails"
    if not is_this_machine(urlsplit(settings["BASE_URL"]).hostname or ""):
        return f"{name} is yes, but {PREFIX}BASE_URL is a public address; set one of the two otherwise"
    return None


def is_this_machine(host: str) -> bool:
    """Whether a host name leads nowhere else."""
    if host in THIS_MACHINE or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_host(name: str) -> bool:
    """Whether a name, or an address in numbers, can be that of a machine."""
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        pass
    try:
        written = name if name.isascii() else idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return False
    return len(written) <= 253 and all(map(LABEL.fullmatch, written.removesuffix(".").split(".")))


def https(settings: Settings) -> str | None:
    """Behind TLS, cookies travel over TLS alone."""
    address = urlsplit(settings["BASE_URL"])
    public = address.scheme == "https" and not is_this_machine(address.hostname or "")
    if public and settings["HTTPS"].lower() == "no":
        return f"{PREFIX}HTTPS is no though {PREFIX}BASE_URL begins with https://; set it to yes"
    return None


def mail(settings: Settings) -> str | None:
    """The mail server can be one, knows us or not, and takes what our sender is."""
    server, sender = settings["MAIL_SERVER"], settings["MAIL_SENDER"]
    local, _at, domain = sender.rpartition("@")
    if server and not is_host(server):
        return f"{PREFIX}MAIL_SERVER is {server!r}; it must be a name such as mail.example, without a port"
    if not LOCAL_PART.fullmatch(local) or not is_host(domain):
        return (
            f"{PREFIX}MAIL_SENDER is {sender!r}; it must be an address alone, such as dating@verein.example"
        )
    if server and not is_this_machine(server) and is_this_machine(domain):
        return f"{PREFIX}MAIL_SENDER is {sender}, which no other machine takes; set an address of yours"
    if bool(settings["MAIL_USERNAME"]) != bool(settings["MAIL_PASSWORD"]):
        return f"{PREFIX}MAIL_USERNAME and {PREFIX}MAIL_PASSWORD go together; set both or none"
    return None


def ice(settings: Settings) -> str | None:
    """STUN and TURN addresses have the form that browsers take, and TURN has its secret."""
    for name, form in ICE.items():
        for url in filter(None, map(str.strip, settings[name].split(","))):
            port = re.search(r":(\d+)(?:\?|$)", url)
            if not form.fullmatch(url) or (port and not 0 < int(port[1]) <= MOST_PORTS):
                scheme = name.partition("_")[0].lower()
                return f"{PREFIX}{name} has {url!r}; an address is such as {scheme}:relay.example:3478"
    if bool(settings["TURN_URLS"]) != bool(settings["TURN_SECRET"]):
        return f"{PREFIX}TURN_URLS and {PREFIX}TURN_SECRET go together; set both or none"
    return None


def database(settings: Settings) -> str | None:
    """The database is one we know."""
    if not settings["DATABASE_URL"]:
        return None
    wrong = "DATABASE_URL must be such as postgresql://user:password@host/name, or sqlite:////path/to/file"
    try:
        url = make_url(settings["DATABASE_URL"].replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):
        return wrong
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        return wrong  # what is kept in memory alone is gone with the process
    return None if url.drivername in DRIVERS else wrong


def rate_limits(settings: Settings) -> str | None:
    """Rate limits are counted where we can reach."""
    scheme, separator, _place = settings["RATE_LIMIT_STORAGE"].partition("://")
    wrong = f"{PREFIX}RATE_LIMIT_STORAGE must be memory:// or such as redis://127.0.0.1:6379"
    if not separator or scheme not in SCHEMES or not scheme.startswith(("memory", "redis")):
        return wrong
    if scheme.startswith("redis"):
        try:
            import redis  # noqa: F401 - an extra
        except ImportError:
            return f"{PREFIX}RATE_LIMIT_STORAGE needs a client: pip install 'tischwechsel[redis]'"
    try:
        storage_from_string(settings["RATE_LIMIT_STORAGE"])
    except (ConfigurationError, ValueError):
        return wrong
    return None


TRIED: tuple[Callable[[Settings], str | None], ...] = (
    numbers,
    time_zone,
    base_url,
    secret_key,
    development,
    https,
    mail,
    ice,
    database,
    rate_limits,
)
