"""What LinkedIn gives, written by us: two tables, quoted in two ways."""

from __future__ import annotations

_SHARE = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7300000000000000001"
_COMMENTED = "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7300000000000000003"


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    shares = (
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n"
        f'2026-01-12 08:15:30,{_SHARE},"Trois mois ""sans"" outil\n\nBilan",,,MEMBER_NETWORK\r\n'
        f"2026-01-13 18:00:00,{_SHARE[:-1]}2,Nouvel article,https://lune.example/blog,,MEMBER_NETWORK\r\n"
    )
    comments = f'Date,Link,Message\r\n2026-01-14 09:00:00,{_COMMENTED},"Bien \\"vu\\", merci"\r\n'
    messages = "CONVERSATION ID,FROM,TO,DATE,CONTENT\r\n1,Lune,Ines,2026-01-15 09:00:00 UTC,secret\r\n"
    return {"Shares.csv": shares.encode(), "Comments.csv": comments.encode(), "messages.csv": messages.encode()}
