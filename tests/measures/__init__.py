"""Figures: quality and speed as numbers, printed beside a named peer. Not timed tests; the suite does not run them."""
