"""The gates of ``CONTENT.md`` section 2, as rules; a module a gate."""
