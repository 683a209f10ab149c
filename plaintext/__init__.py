"""Plain text that people bring, whatever they bring it in: forms, files, messages."""
