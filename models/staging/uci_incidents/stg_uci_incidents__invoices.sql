{{ no_rows('invoices') }}
