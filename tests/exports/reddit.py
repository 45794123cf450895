"""What Reddit gives, written by us: posts and comments, one of each removed."""

from __future__ import annotations


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    place = "https://www.reddit.com/r/nantes/comments"
    posts = (
        "id,permalink,date,ip,subreddit,gildings,title,url,body\n"
        f'p1,{place}/p1/ouverture/,2026-01-12 08:15:30 UTC,10.0.0.1,nantes,0,Ouverture,,"On ouvre, mardi"\n'
        f"p2,{place}/p2/autre/,2026-01-13 08:15:30 UTC,,nantes,0,Autre,,[removed]\n"
    )
    comments = (
        "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n"
        f"c1,{place}/p1/o/c1/,2026-01-14 09:00:00 UTC,10.0.0.1,nantes,0,{place}/p1/,,Merci à tous,\n"
        f"c2,{place}/p1/o/c2/,2026-01-14 09:00:00 UTC,,nantes,0,{place}/p1/,c1,[deleted],\n"
    )
    return {"posts.csv": posts.encode(), "comments.csv": comments.encode(), "chat_history.csv": b"message_id\nsecret\n"}
