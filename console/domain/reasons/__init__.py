"""Why a command can be refused, a module for each part of the work; ``refused`` has all of them."""
