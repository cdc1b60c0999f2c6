{{ no_rows('order_promises') }}
