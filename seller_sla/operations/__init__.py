"""The operations store: what people decided, in a log to which entries are added and nothing else is done.

`chain` says what an entry is and whether a log is whole, `store` keeps it behind SQLAlchemy, `records` turns it into tables,
`acts` are what people do, `export` hands the tables to the landing gate, and `commands` are `seller-sla ops`.
"""
