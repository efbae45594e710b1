"""Files of streets: OpenStreetMap extracts and Census TIGER address ranges."""
