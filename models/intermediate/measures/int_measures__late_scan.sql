{{ measure_of_dispatch('late_scan', 'p.scanned_at', 'p.scanned_at', 'never_scanned') }}
