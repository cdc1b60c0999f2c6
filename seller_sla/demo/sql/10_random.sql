-- Random numbers: integers from the MD5 of an id and the name of a stream. The same on every machine, version and thread
-- count; two streams of one id are independent.

create or replace macro draw(id, stream, n) as
    cast(md5_number_lower(id || ':' || stream) % cast(n as ubigint) as bigint);

create or replace macro draw_between(id, stream, low, high) as
    low + draw(id, stream, high - low + 1);

create or replace macro chance(id, stream, per_mille) as
    draw(id, stream, 1000) < per_mille;

create or replace macro pick(id, stream, choices) as
    list_extract(choices, cast(1 + draw(id, stream, len(choices)) as bigint));
