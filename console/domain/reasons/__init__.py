"""Why a command can be refused, a module for each part of the work; ``errors`` has all of them."""
