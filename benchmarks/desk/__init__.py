"""What the desk costs; `.venv/bin/python -m benchmarks.desk`."""
