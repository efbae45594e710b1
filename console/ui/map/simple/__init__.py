"""What the simple map draws by itself."""
