"""Streets of this machine: house numbers, crossings, and how long a car takes along them."""
