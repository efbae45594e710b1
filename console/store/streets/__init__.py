"""The street file: public data about roads, in a file of its own beside the journal's."""
