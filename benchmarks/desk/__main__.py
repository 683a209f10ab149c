"""Patches the standard library as `tischwechsel run` does, before anything else is imported."""

from gevent import monkey

monkey.patch_all()

from benchmarks.desk.measuring import main  # noqa: E402

main()
