{{ no_rows('ticket_events') }}
