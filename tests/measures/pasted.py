"""How many of the sixty specimens of pasted comments are read to the letter, network by network.

    python -m tests.measures.pasted

`dev` was looked at while the reader was written; `held_out` was written before it and never looked at: when the reader
first met it, 25 of 30 specimens and 70 of 80 comments were right. Both were written by the hands that wrote the reader,
from the words of the sites: expect less on a real page.
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.core.sources.specimens import read, specimens


def main() -> int:
    """Print a line for each part and network, and what went wrong in the specimens looked at."""
    for part in ("dev", "held_out"):
        whole: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for specimen in specimens(part):
            network, posts = read(specimen)
            group = specimen.name.rpartition("-")[0]
            whole.update({group: 1, "specimens": 1, "comments": len(specimen.posts), "networks": 1})
            is_right = posts == specimen.posts
            kept = sum(post in posts for post in specimen.posts)
            named = network == specimen.network
            right.update({group: is_right, "specimens": is_right, "comments": kept, "networks": named})
            if part == "dev" and not is_right:
                print(f"  {specimen.name}: {posts}, not {specimen.posts}")
        print(f"{part}: " + ", ".join(f"{name} {right[name]} of {count}" for name, count in sorted(whole.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
