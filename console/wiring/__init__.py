"""Settings to parts: the only place that chooses an implementation."""
