"""Where posts come from: one file per format, found by scan."""
