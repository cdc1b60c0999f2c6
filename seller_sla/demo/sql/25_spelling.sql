-- Text of a timestamp in the ways that source systems spell it. The instant is the same.
create or replace macro spelled(utc, spelling) as
case spelling
    when 'offset' then strftime(to_local('CZ', utc), '%Y-%m-%dT%H:%M:%S+0') || utc_offset_hours('CZ', cast(utc as date)) || ':00'
    when 'zulu' then strftime(utc, '%Y-%m-%dT%H:%M:%SZ')
    when 'milliseconds' then strftime(utc, '%Y-%m-%d %H:%M:%S.000')
    when 'epoch_seconds' then cast(epoch_us(utc) // 1000000 as varchar)
    when 'epoch_milliseconds' then cast(epoch_us(utc) // 1000 as varchar)
    else strftime(utc, '%Y-%m-%d %H:%M:%S')
end;
