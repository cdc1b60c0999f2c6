-- Random numbers: integers from the first ten hex digits of the MD5 of an id and the name of a stream. The same on every
-- machine, version and thread count; two streams of one id are independent.

create or replace macro draw(id, stream, n) as
cast('0x' || left(md5(id || ':' || stream), 10) as bigint) % n;

create or replace macro draw_between(id, stream, low, high) as
low + draw(id, stream, high - low + 1);

create or replace macro chance(id, stream, per_mille) as
draw(id, stream, 1000) < per_mille;

create or replace macro pick(id, stream, choices) as
list_extract(choices, cast(1 + draw(id, stream, len(choices)) as bigint));

-- Evenly spread instead of random: steps round a circle of a million by a stride near the golden ratio, or another share of
-- it that is hard to approximate. Of any 30 turns in a row close to 30 * per_mille / 1000 hit, so a story holds in every month.
create or replace macro in_turn(turn, stride, per_mille) as
(turn * stride) % 1000000 < per_mille * 1000;
