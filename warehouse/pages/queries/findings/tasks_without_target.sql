-- How many numbered tasks name nothing by which one could tell whether they were done.
select
    sum(task_count)::int as tasks,
    sum(task_count - task_with_target_count)::int as without_target,
    max_by(title, task_count - task_with_target_count) as most_in,
    max(task_count - task_with_target_count) as most
from marts.mart_document_summary
having sum(task_count) > 0
