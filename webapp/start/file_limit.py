"""How many connections the system lets this process have: each takes an open file, a websocket two."""

from __future__ import annotations

import logging
import resource

log = logging.getLogger("webapp.transport")

# Databases, logs, the planner's processes, and those who have just left.
FOR_THE_HOUSE = 200
FILES_OF_A_CONNECTION = 2
MOST_CONNECTIONS = 10_000
# An evening of 300 people whose browsers hold a page and a websocket each.
ENOUGH = 1_000


def raise_file_limit() -> int:
    """Take as many open files as the system allows, and return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FOR_THE_HOUSE + FILES_OF_A_CONNECTION * MOST_CONNECTIONS
    limit = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    try:
        if limit > soft:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    except (OSError, ValueError):  # macOS has a limit of its own below the hard one
        pass
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def most_connections(files: int) -> int:
    """Return how many connections fit, and warn if an evening would not."""
    most = max(10, min(MOST_CONNECTIONS, (files - FOR_THE_HOUSE) // FILES_OF_A_CONNECTION))
    if most < ENOUGH:
        log.warning(
            "only %d connections fit into %d open files; raise the limit (ulimit -n) before a large evening",
            most,
            files,
        )
    return most
