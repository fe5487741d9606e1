"""Running the extraction over many files: the same steps and the same rows, however the work is spread."""
