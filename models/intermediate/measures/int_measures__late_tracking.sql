{{ measure_of_dispatch('late_tracking', 'p.tracked_at', 'p.tracked_at', 'never_tracked') }}
