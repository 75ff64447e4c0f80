"""Discord: what it is sent (`render`) and what happens there (`parse`), both pure."""
