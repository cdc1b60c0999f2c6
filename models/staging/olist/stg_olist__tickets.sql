{{ no_rows('tickets') }}
