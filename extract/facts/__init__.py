"""What the text commits to, reports and ties together."""
