{{ no_rows('order_lines') }}
