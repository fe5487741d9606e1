"""From bytes as found to text that the rules can read, with a way back to every offset."""
