"""Where people and help are: the gazetteer, the nearest help, the directory, the map page."""
