{{ no_rows('orders') }}
