{{ no_rows('feedback') }}
