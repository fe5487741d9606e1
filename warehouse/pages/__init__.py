"""The site: static pages made from a finished build, one set in Chinese and one in English."""
