{{ no_rows({
    'shipment_id': 'text', 'order_id': 'text', 'carrier': 'text', 'tracking_number': 'text', 'tracking_url': 'text',
    'tracking_added_at': 'timestamp', 'confirmed_at': 'timestamp', 'first_scan_at': 'timestamp',
    'first_attempt_at': 'timestamp', 'carrier_delivered_at': 'timestamp', 'loaded_at': 'timestamp', 'load_order': 'bigint',
}) }}
