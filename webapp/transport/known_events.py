"""Socket.IO packets in which every event that is not ours has one name.

Socket.IO has names of its own, such as `connect` and `*`: a person's message of that name would run what is
only to be run when somebody connects.
"""

from __future__ import annotations

from socketio.packet import BINARY_EVENT, EVENT, Packet

# Whoever declares an event says so here.
KNOWN_EVENTS: set[str] = set()

UNKNOWN_EVENT = "unknown event"


class KnownEvents(Packet):
    """A packet whose event is one of the list, or unknown."""

    def decode(self, encoded_packet: str) -> int:
        """Read a packet that came over a websocket."""
        attachments: int = super().decode(encoded_packet)
        if self.packet_type in (EVENT, BINARY_EVENT) and self.data[0] not in KNOWN_EVENTS:
            self.data[0] = UNKNOWN_EVENT
        return attachments
