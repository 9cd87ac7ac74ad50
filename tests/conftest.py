"""How property tests run: a shared machine may be slow, and slowness is no failure."""

from hypothesis import settings

settings.register_profile("egovdocs", deadline=None)
settings.load_profile("egovdocs")
