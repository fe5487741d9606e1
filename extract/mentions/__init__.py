"""What a text names: numbers with their units, times, places, organisations."""
