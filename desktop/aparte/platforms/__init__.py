"""What each network allows and likes: declarative files, one small function per kind of rule."""
