"""What is tried before the server begins: settings, private files, what must be there."""
