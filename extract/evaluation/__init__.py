"""How well extraction does against annotated documents."""
