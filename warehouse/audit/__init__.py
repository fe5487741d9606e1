"""The gate on the finished build: is it fit to be published?"""
