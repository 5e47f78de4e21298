"""What the creature thinks."""
