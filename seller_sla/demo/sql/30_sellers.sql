-- Sellers 1 to 25 are written by hand (the stories are told in seller_sla/demo/__init__.py); further ones copy their habits.
-- Session variables: sellers_total, start_date.

create or replace macro seller_id(seller_no) as
'S' || lpad(
    cast(seller_no as varchar), greatest(2, cast(length(cast(getvariable('sellers_total') as varchar)) as integer)), '0'
);

create or replace temp table hand_written_seller as
select *
from (
    values
    (1, 'CZ', 620, 'Modrý Kolibřík', 'Modrý Kolibřík s.r.o.', 'gold', null),
    (2, 'CZ', 640, 'Želva a syn', 'Želva a syn s.r.o.', 'standard', null),
    (3, 'CZ', 640, 'Plná Police', 'Plná Police a.s.', 'standard', null),
    (4, 'CZ', 600, 'Lampárna Brno', 'Lampárna Brno s.r.o.', 'standard', null),
    (5, 'GB', 600, 'Thornbury Audio', 'Thornbury Audio Ltd', 'gold', null),
    (6, 'CZ', 32, 'Dílna U Lípy', 'Josef Lípa', 'standard', null),
    (7, 'CZ', 600, 'Nová Růže', 'Nová Růže s.r.o.', 'standard', date '2026-06-15'),
    (8, 'CZ', 690, 'Horská Bouda', 'Horská Bouda s.r.o.', 'standard', null),
    (9, 'GB', 600, 'Whitby Woollens', 'Whitby Woollens Ltd', 'standard', null),
    (10, 'CZ', 640, 'Šatník Lada', 'Šatník Lada s.r.o.', 'standard', null),
    (11, 'CZ', 640, 'Truhlářství Javor', 'Truhlářství Javor v.o.s.', 'standard', null),
    (12, 'GB', 700, 'Muddle & Finch Electrics', 'Muddle & Finch Electrics Ltd', 'standard', null),
    (13, 'CZ', 340, 'Čajovna Orient', 'Čajovna Orient s.r.o.', 'standard', null),
    (14, 'GB', 300, 'Puffin Prints', 'Puffin Prints Ltd', 'standard', null),
    (15, 'CZ', 330, 'Kolo Šumava', 'Kolo Šumava s.r.o.', 'standard', null),
    (16, 'CZ', 330, 'Hračky Medvídek', 'Hračky Medvídek s.r.o.', 'gold', null),
    (17, 'GB', 48, '<b>Bold & Sons</b>', '=SUM(A1:A9) Trading Ltd', 'standard', null),
    (18, 'CZ', 320, 'Ořech a Med', 'Ořech a Med, družstvo', 'standard', null),
    (19, 'GB', 310, 'Fenwick Garden Tools', 'Fenwick Garden Tools Ltd', 'standard', null),
    (20, 'CZ', 310, 'Sklo Bor', 'Sklo Bor s.r.o.', 'gold', null),
    (21, 'CZ', 340, 'Knihy Vrána', 'Knihy Vrána s.r.o.', 'standard', null),
    (22, 'CZ', 290, 'Zahrada, květiny; semena', 'Zahrada Polabí s.r.o.' || chr(10) || 'závod Kolín', 'standard', null),
    (23, 'GB', 300, 'Harbour Coffee', 'Harbour Coffee Roasters Ltd', 'standard', null),
    (24, 'CZ', 340, 'Lněné Plátno', 'Lněné Plátno "U Mostu" s.r.o.', 'standard', null),
    (25, 'CZ', 330, 'Pekárna Úsvit', 'Pekárna Úsvit s.r.o.', 'standard', date '2026-04-01')
) as sellers (seller_no, country, weight, seller_name, legal_entity, seller_group, joined_date);

-- Further sellers: shares fall like 1 / rank; seven in eight are ordinary, the rest copy one of the stories.
create or replace temp table further_seller as
with numbers as (
    select cast(n as integer) as seller_no
    from range(26, getvariable('sellers_total') + 1) as t (n)
)

select
    seller_no,
    case when chance(seller_no, 'country', 300) then 'GB' else 'CZ' end as country,
    1 + 40000 // seller_no as weight,
    'Obchod ' || seller_no as seller_name,
    'Obchod ' || seller_no || ' s.r.o.' as legal_entity,
    pick(seller_no, 'group', ['standard', 'standard', 'standard', 'gold']) as seller_group,
    cast(null as date) as joined_date,
    case when chance(seller_no, 'story', 125) then pick(seller_no, 'which', [1, 2, 3, 4, 9, 10, 11, 12]) else 13 end as profile
from numbers;

create or replace temp table demo_seller as
with everyone as (
    select *, case when seller_no > 12 then 13 else seller_no end as profile
    from hand_written_seller
    where seller_no <= getvariable('sellers_total')
    union all by name
    select * from further_seller
)

select
    *,
    seller_id(seller_no) as seller_id,
    -- The range of draws that mean this seller.
    cast(sum(weight) over (partition by country order by seller_no) - weight as bigint) as first_draw,
    cast(sum(weight) over (partition by country) as bigint) as country_weight,
    case country when 'GB' then 'Europe/London' else 'Europe/Prague' end as timezone
from everyone;

-- How each profile works, from a date on. In days: handling_days (promised to ship), slack_days (promised to deliver beyond
-- need). In hours: confirm_hours and pack_hours at most. The others are faults in a thousand orders.
create or replace temp table habit as
select *
from (
    values
    (1, date '2000-01-01', 2, 1, 8, 0, 0, 0, 0, 0, 15, 0, 0),
    (2, date '2000-01-01', 2, 4, 10, 8, 10, 5, 15, 10, 30, 0, 0),
    (2, date '2026-05-11', 2, 4, 13, 130, 450, 5, 15, 10, 30, 0, 0),
    (3, date '2000-01-01', 2, 4, 10, 5, 10, 8, 15, 10, 30, 0, 0),
    (3, date '2026-06-01', 2, 4, 10, 5, 10, 200, 15, 10, 30, 0, 0),
    (4, date '2000-01-01', 2, 4, 10, 5, 10, 5, 15, 10, 30, 0, 0),
    (4, date '2026-04-01', 2, 4, 10, 5, 10, 5, 450, 10, 30, 0, 0),
    (5, date '2000-01-01', 2, 3, 9, 0, 0, 4, 10, 0, 25, 0, 0),
    (6, date '2000-01-01', 2, 4, 10, 0, 0, 0, 0, 0, 30, 0, 0),
    (7, date '2000-01-01', 2, 4, 10, 0, 10, 0, 20, 0, 30, 0, 0),
    (8, date '2000-01-01', 2, 4, 10, 0, 5, 4, 15, 0, 30, 0, 0),
    (9, date '2000-01-01', 2, 4, 8, 5, 0, 4, 15, 400, 30, 0, 6),
    (10, date '2000-01-01', 2, 4, 10, 5, 10, 4, 15, 10, 190, 0, 0),
    (11, date '2000-01-01', 5, 4, 40, 0, 0, 4, 15, 10, 30, 0, 1),
    (12, date '2000-01-01', 2, 4, 10, 5, 10, 4, 15, 10, 30, 170, 0),
    (13, date '2000-01-01', 2, 4, 10, 8, 12, 6, 20, 10, 35, 1, 0)
) as habits (
    profile, since_date, handling_days, confirm_hours, pack_hours, late_confirm, late_ship, stock_out, no_url, late_report,
    returned, wrong_final, slack_days
);

-- Columns of the contract.
create or replace temp table sellers as
select
    seller_id,
    seller_name,
    legal_entity,
    country,
    timezone,
    seller_group,
    'partner' || seller_no || '@shop.example' as email,
    coalesce(joined_date, getvariable('start_date') - 90) + time '08:00:00' as valid_from,
    next_export(valid_from) as loaded_at
from demo_seller
union all
-- A seller moved to another group in spring: a second version.
select
    seller_id,
    seller_name,
    legal_entity,
    country,
    timezone,
    'gold',
    'partner' || seller_no || '@shop.example',
    timestamp '2026-03-15 08:00:00',
    timestamp '2026-03-16 05:30:00'
from demo_seller
where seller_no = 13;

create or replace temp table seller_programs as
select
    s.seller_id,
    p.program,
    coalesce(s.joined_date, getvariable('start_date') - 90) + time '00:00:00' as valid_from,
    case when s.seller_no = 23 and p.program = 'convictional' then timestamp '2026-04-01 00:00:00' end as valid_to
from demo_seller as s
cross join (values ('mall'), ('house'), ('convictional')) as p (program)
where not (s.seller_no = 14 and p.program <> 'mall') and not (s.seller_no = 18 and p.program = 'convictional');
