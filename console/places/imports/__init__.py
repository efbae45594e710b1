"""Files of facilities that others publish, one module a format, all read row by row."""
