"""The geographic data that ships, and the script that rebuilds it."""
