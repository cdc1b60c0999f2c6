{{ no_rows('returns') }}
