"""Documents for people: what one is made of, and the same as Markdown, HTML and PDF. All words in it are plain text."""
