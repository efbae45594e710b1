"""What happens to a person in crisis: contacts, cases, tiers, clocks, landings."""
