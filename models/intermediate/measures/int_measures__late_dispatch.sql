{{ measure_of_dispatch('late_dispatch', 'o.shipped_at', 'o.shipped_recorded_at', 'shipped_not_recorded') }}
