"""The rest of a running event: at once without moving anybody, or as a proposal that moves few."""
