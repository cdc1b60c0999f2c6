{{ no_rows({
    'return_id': 'text', 'order_id': 'text', 'line_id': 'text', 'quantity': 'bigint', 'reason_code': 'text',
    'requested_at': 'timestamp', 'answered_at': 'timestamp', 'received_at': 'timestamp', 'refunded_at': 'timestamp',
    'outcome': 'text', 'loaded_at': 'timestamp', 'load_order': 'bigint',
}) }}
