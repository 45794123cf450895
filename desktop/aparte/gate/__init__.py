"""What is still open before a copy, and the chained log of what left."""
