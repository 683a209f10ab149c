"""What is photographed: each scene makes its evening, opens its pages and takes its pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.screens.camera import LAPTOP, PHONE, SMALL_LAPTOP, Camera
from tests.screens.evenings import Photographed, photographed
from webapp.live.models import HelpKind

PROJECTOR, MANY = (1920, 1080), (1366, 768)
LAPTOPS = ((1024, 530), SMALL_LAPTOP, LAPTOP, (1920, 1080))


@dataclass(frozen=True)
class Picture:
    """A picture of `docs/screens.md`."""

    name: str
    caption: str


@dataclass(frozen=True)
class Scene:
    """What is done to take some pictures."""

    pictures: tuple[Picture, ...]
    take: Callable[[Camera], None]


SCENES: list[Scene] = []


def scene(**pictures: str) -> Callable[[Callable[[Camera], None]], Callable[[Camera], None]]:
    """Declare a scene with the names and captions of its pictures."""

    def declare(take: Callable[[Camera], None]) -> Callable[[Camera], None]:
        shown = tuple(Picture(name.replace("_", "-"), caption) for name, caption in pictures.items())
        SCENES.append(Scene(shown, take))
        return take

    return declare


def everybody_but(evening: Photographed, *missing: int) -> None:
    """Let everybody be here but the applicants at some places."""
    accounts = [person.account for place, person in enumerate(evening.people) if place not in missing]
    evening.arrive(accounts + [table.representative for table in evening.tables if table.representative])


@scene(
    desk_quiet="The desk when all is well, on a small laptop.",
    desk_phone="The same on the phone of a helper.",
)
def quiet(camera: Camera) -> None:
    evening = photographed(12, 40)
    everybody_but(evening)
    for name, size in (("desk-quiet", SMALL_LAPTOP), ("desk-phone", PHONE)):
        camera.take(camera.open(evening.organiser, f"/events/{evening.event.id}/desk", size), name)


@scene(
    desk_busy="The desk when much happens: calls for help, somebody missing, tables that need somebody.",
    proposal="The proposal for the rounds to come, with each change to be taken or left.",
    people="The people of an evening: found by name, missing ones first.",
    person="Somebody at the desk: their talks, how to reach them, their device.",
)
def busy(camera: Camera) -> None:
    evening = photographed(12, 40)
    everybody_but(evening, 14, 20, 23)
    evening.call_for_help(evening.people[16].account, HelpKind.HELP, "Ich höre nichts.")
    evening.call_for_help(evening.people[17].account, HelpKind.REPORT, "Er fragt nach meiner Adresse.")
    address = f"/events/{evening.event.id}"
    camera.take(camera.open(evening.organiser, f"{address}/desk", LAPTOP), "desk-busy", whole=True)
    page = camera.open(evening.organiser, f"{address}/proposal", LAPTOP)
    with page.expect_navigation():
        page.click("form[action$='/proposal'] button")
    camera.take(page, "proposal", whole=True)
    camera.take(camera.open(evening.organiser, f"{address}/people?shown=missing", PHONE), "people")
    somebody = evening.people[3].account_id
    camera.take(camera.open(evening.organiser, f"{address}/people/{somebody}", PHONE), "person")


@scene(desk_100_tables="The desk with a hundred tables at 1366 x 768: trouble first, the rest in short.")
def hundred(camera: Camera) -> None:
    evening = photographed(100, 400)
    everybody_but(evening, 14, 20)
    camera.take(camera.open(evening.organiser, f"/events/{evening.event.id}/desk", MANY), "desk-100-tables")


@scene(
    lobby="The lobby on a phone.",
    room_phone="The room on a phone.",
    **{f"room_{width}x{height}": f"The room on a laptop at {width} x {height}." for width, height in LAPTOPS},
)
def talking(camera: Camera) -> None:
    evening = photographed(12, 40)
    address = f"/events/{evening.event.id}/evening"
    idle, talks = evening.people[5].account, evening.people[14].account
    firm = evening.tables[0].representative
    camera.take(in_the_evening(camera, idle, address, PHONE), "lobby")
    phone = in_the_evening(camera, talks, address, PHONE)
    for width, height in LAPTOPS:
        laptop = in_the_evening(camera, firm, address, (width, height))
        laptop.wait_for_selector("#stage[data-shows=picture]", timeout=40_000)
        camera.take(laptop, f"room-{width}x{height}")
        if (width, height) == LAPTOPS[0]:
            phone.wait_for_selector("#stage[data-shows=picture]", timeout=40_000)
            camera.take(phone, "room-phone")
        laptop.context.close()


def in_the_evening(camera: Camera, account: object, address: str, size: tuple[int, int]):  # type: ignore[no-untyped-def]
    """Open the evening of somebody and wait until the server has answered."""
    page = camera.open(account, address, size)  # type: ignore[arg-type]
    page.wait_for_selector("body[data-server=online]")
    return page


@scene(device_check="Trying the device before the evening.", walk_in="Somebody new at the door.")
def before(camera: Camera) -> None:
    evening = photographed(12, 40)
    page = camera.open(evening.people[0].account, "/device-check", PHONE)
    page.click("#open-devices")
    page.wait_for_selector("[data-verdict=microphone][data-is=yes]")
    page.wait_for_selector("[data-verdict=way][data-is=yes]", timeout=20_000)
    camera.take(page, "device-check", whole=True)
    camera.take(
        camera.open(evening.organiser, f"/events/{evening.event.id}/walk-in", PHONE), "walk-in", whole=True
    )


@scene(
    projector="The clock on the projector.",
    slips="Slips, as they are printed.",
    hall="What there is for a hall.",
)
def hall(camera: Camera) -> None:
    evening = photographed(12, 40)
    address = f"/events/{evening.event.id}"
    camera.take(camera.open(evening.organiser, f"{address}/projector", PROJECTOR), "projector")
    camera.take(camera.open(evening.organiser, f"{address}/hall/slips", LAPTOP), "slips")
    camera.take(camera.open(evening.organiser, f"{address}/hall", PHONE), "hall")
