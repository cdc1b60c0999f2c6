-- Nothing is lost and nothing doubled, file by file; the three counts are made apart.
select
    raw_table,
    file_name,
    record_count,
    accepted_count,
    quarantined_count
from {{ ref('fct_landed_files') }}
where accepted_count + quarantined_count <> record_count
