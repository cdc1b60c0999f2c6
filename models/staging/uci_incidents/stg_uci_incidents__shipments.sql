{{ no_rows('shipments') }}
