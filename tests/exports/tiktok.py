"""TikTok's export, in the two ways its sections have been called."""

from __future__ import annotations

import json

FILE = "user_data_tiktok.json"


def comment(text: str, date: str = "2026-01-05 08:00:00") -> dict[str, object]:
    """Return a comment."""
    return {
        "date": date,
        "comment": text,
        "photo": "N/A",
        "url": "https://www.tiktok.com/@ines/video/7300000000000000001",
    }


def video(title: str, number: int, date: str = "2026-01-06 08:00:00") -> dict[str, object]:
    """Return a video of the owner."""
    link = f"https://www.tiktok.com/@atelierlune/video/{7_400_000_000_000_000_000 + number}"
    return {"Date": date, "Link": link, "Likes": "12", "WhoCanView": "Public", "Title": title}


def watched(number: int) -> dict[str, object]:
    """Return a video that was watched."""
    return {"Date": "2026-01-01 00:00:00", "Link": f"https://www.tiktokv.com/share/video/{number:019}/"}


def written(sections: object) -> bytes:
    """Return the bytes of the file."""
    return json.dumps(sections, ensure_ascii=False).encode()


def present() -> dict[str, object]:
    """Return the sections as they are called since 2025."""
    return {
        "App Settings": {"Block List": {"BlockList": []}, "Settings": {"SettingsMap": {"Interests": ""}}},
        "Comment": {"Comments": {"CommentsList": [comment("Très beau !"), comment("")]}},
        "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat History with ines": [{"Content": "privé"}]}}},
        "Likes and Favorites": {"Like List": {"ItemFavoriteList": [watched(1)]}},
        "Post": {
            "Posts": {"VideoList": [video("Le tour en 10 s", 1), video("", 2)]},
            "Recently Deleted Posts": {"PostList": [video("Raté", 3)]},
        },
        "Profile And Settings": {"Profile Info": {"ProfileMap": {"userName": "atelierlune", "bioDescription": "x"}}},
        "Your Activity": {"Watch History": {"VideoList": [watched(2), watched(3)]}},
    }


def past() -> dict[str, object]:
    """Return the same posts as they were written before 2024."""
    return {
        "Activity": {
            "Video Browsing History": {"VideoList": [watched(2)]},
            "Share History": {"ShareHistoryList": None},
        },
        "Comment": {"Comments": {"CommentsList": [{"Date": "2026-01-05 08:00:00", "Comment": "Très beau !"}]}},
        "Direct Messages": {"Chat History": {"ChatHistory": {}}},
        "Profile": {"Profile Information": {"ProfileMap": {"userName": "atelierlune"}}},
        "Video": {
            "Videos": {
                "VideoList": [{"date": "2026-01-06 08:00:00", "link": video("", 1)["Link"], "title": "Le tour en 10 s"}]
            }
        },
    }


def files() -> dict[str, bytes]:
    """Return the members of an export."""
    return {FILE: written(present())}
