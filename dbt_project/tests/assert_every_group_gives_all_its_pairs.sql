-- A statement that ties n parties gives n(n-1)/2 pairs, and ties at least two: counted from the raw tables.
with statements as (
    select
        pairings.pairing_id,
        pairings.quote,
        count(members.pairing_id) as party_count
    from {{ raw_table('pairings') }} as pairings
    left join {{ raw_table('pairing_members') }} as members on pairings.pairing_id = members.pairing_id
    group by
        pairings.pairing_id,
        pairings.quote
),

pairs as (
    select
        pairing_group_key,
        count(*) as pair_count
    from {{ ref('fact_pairings') }}
    group by pairing_group_key
)

select
    statements.pairing_id,
    statements.party_count,
    statements.quote,
    coalesce(pairs.pair_count, 0) as pair_count
from statements
left join pairs on statements.pairing_id = pairs.pairing_group_key
where
    statements.party_count < 2
    or coalesce(pairs.pair_count, 0) * 2 <> statements.party_count * (statements.party_count - 1)
