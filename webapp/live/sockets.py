"""The socket events of the live evening."""
