select
    file_name,
    size_bytes,
    likely_table,
    sentence
from {{ ref('unread_files') }}
