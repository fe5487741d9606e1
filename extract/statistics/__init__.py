"""Tables of figures, CSV or XLSX, read by a declared layout into tidy rows."""
