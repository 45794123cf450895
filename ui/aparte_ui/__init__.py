"""The windows of Aparté: the only place for Qt."""
