"""An evening with people in it, to be looked at before the real one: bots that use the public forms and events.

`make demo` runs it; tests and benchmarks take its people. The service knows nothing of it.
"""
