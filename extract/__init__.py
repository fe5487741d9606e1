"""Reading policy text: a document goes in, facts with exact offsets come out."""
