"""What forms are made of: fields, validators, and the questions that several features ask."""
