"""From a draft to its assessment, and the journal that keeps every letter."""
