"""What must happen once at a moment, whatever the number of server processes."""
