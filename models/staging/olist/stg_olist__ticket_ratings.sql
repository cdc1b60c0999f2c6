{{ no_rows('ticket_ratings') }}
