"""What every program asks of its sellers, in words: read from the published marts, for the app and for pages in a folder."""
