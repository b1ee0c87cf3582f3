from hypothesis import settings

# Speed is measured elsewhere; a slow machine makes no test fail.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
