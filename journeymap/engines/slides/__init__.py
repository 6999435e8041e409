"""Decks as PowerPoint packages: our slides as PresentationML, put into a package by python-pptx."""
