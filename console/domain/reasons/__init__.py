"""Why a command can be refused, a module for each part of the work; the rest is in ``errors``."""
