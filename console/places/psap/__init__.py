"""Which 911 centre answers for a place: by its area, else by county and town; never a guess."""
