"""Analysing all pages again at an editor's wish: changed terms are known to questions at once, to pages only then."""
