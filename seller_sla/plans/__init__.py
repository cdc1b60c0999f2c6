"""The plan of action of a seller.

`rows` reads the published marts and `actions` the seed of actions to choose from, `sentences` says what they say,
`document` puts it together, `commands` is `seller-sla plan`.
"""
