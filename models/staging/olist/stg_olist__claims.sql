{{ no_rows('claims') }}
