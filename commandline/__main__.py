"""``python -m commandline`` is ``tischwechsel``."""

from commandline import main

main(prog_name="tischwechsel")
