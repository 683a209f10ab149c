"""Property tests are patient with a busy machine, and few enough examples keep the whole folder quick."""

from hypothesis import settings

settings.register_profile("matching", deadline=None, max_examples=60)
settings.load_profile("matching")
