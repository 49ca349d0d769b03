"""What readers ask, counted without knowing who asks: `docs/adr/` says how and why."""
