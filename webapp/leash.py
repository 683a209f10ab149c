"""How a child process dies with its parent, whatever ends that: one holds the other end of the child's input.

When the parent is gone, also by SIGKILL, the system closes the pipe, and a thread of the child ends it. Alike on
Linux and macOS, and without code between fork and exec, which is not safe beside threads.
"""

from __future__ import annotations

# The thread begins before gevent patches threads, and is a real one for that reason. What the parent says first is
# in `first_line`; it may be an empty line.
ON_A_LEASH = (
    "import _thread, os, sys\n"
    "first_line = sys.stdin.readline()\n"
    "_thread.start_new_thread(lambda: (os.read(0, 1), os._exit(1)), ())\n"
)
