-- Requests whose money was under way when whoever accepted them died: a sweeper goes on with them, the oldest first.
create index money_request_accepted on money_request (answered_at, app, id) where state = 'ACCEPTED';
