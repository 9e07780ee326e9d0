-- What has submitted a job, as W3C Trace Context has it (traceparent, its first version): the runs of the job are parts
-- of the same trace. Null: nobody has traced it. The functions on jobs return whole rows, so they carry it without being
-- made anew; job_claimable does not, and is asked for numbers only. The check is not asked of rows that are there, for
-- they are many and have none.
alter table job add column traceparent text collate "C";
alter table job add constraint job_traceparent check (octet_length(traceparent) = 55) not valid;

-- What an app is told of a job is part of the same trace.
alter table webhook_message add column traceparent text collate "C";
