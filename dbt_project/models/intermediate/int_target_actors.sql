with targets as (
    select
        target_id,
        document_id
    from {{ ref('stg_targets') }}
),

named_actors as (
    select * from {{ ref('stg_target_actors') }}
),

issuers as (
    select * from {{ ref('int_document_first_issuer') }}
),

-- Where the text makes nobody responsible, the commitment is the issuer's own.
actors_of_targets as (
    select
        targets.target_id,
        coalesce(named_actors.actor_role, 'issuer') = 'issuer' as is_assumed,
        coalesce(named_actors.ordinal, 1) as ordinal,
        coalesce(named_actors.actor_id, issuers.actor_id) as actor_id,
        coalesce(named_actors.actor_role, 'issuer') as actor_role,
        coalesce(named_actors.name_text, issuers.name_text) as name_text
    from targets
    inner join issuers on targets.document_id = issuers.document_id
    left join named_actors on targets.target_id = named_actors.target_id
)

select
    target_id,
    ordinal,
    actor_id,
    actor_role,
    name_text,
    is_assumed,
    cast(1 as double) / count(*) over (partition by target_id) as allocation_weight,
    row_number() over (partition by target_id order by ordinal nulls last) = 1 as is_first
from actors_of_targets
