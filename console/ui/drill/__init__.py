"""A drill on the screen: the strip in which its people speak, and the review afterwards."""
