"""What stands below the current step: the steps to come, or a panel in their place."""
