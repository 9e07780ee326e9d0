-- Reports of an app walk the transfers of some days. Rows lie in the order in which they were sent, near
-- enough, so a few summaries of many pages find the days, and cost the projection next to nothing.
create index transfer_by_time on transfer using brin (created_at);
