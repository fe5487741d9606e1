"""What a raw table must look like: one definition per field, one pandera model per table."""
