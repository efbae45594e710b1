"""Reading what comes from outside: strictly, and with faults that its sender can act on."""
