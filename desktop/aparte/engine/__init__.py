"""The local model in a process of its own, and what it proposes, checked."""
