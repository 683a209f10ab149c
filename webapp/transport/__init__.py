"""What lies between the network and the app: connections, frames, their limits and their patience."""
