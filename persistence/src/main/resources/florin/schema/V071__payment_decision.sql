-- A person ends what nobody knows: decision says how, decision_reason how they know. And a payment may have several
-- refunds: that together they are no more than it was is seen to under the lock of its row.
alter table payment
    add decision        text collate "C" check (decision in ('HAPPENED', 'DID_NOT_HAPPEN')),
    add decision_reason text,
    add constraint payment_decision check (num_nulls(decision, decision_reason) in (0, 2)),
    add constraint payment_decided
        check (decision is null or state = case decision when 'HAPPENED' then 'SUCCEEDED' else 'FAILED' end);
alter table payout
    add decision        text collate "C" check (decision in ('HAPPENED', 'DID_NOT_HAPPEN')),
    add decision_reason text,
    add constraint payout_decision check (num_nulls(decision, decision_reason) in (0, 2)),
    add constraint payout_decided
        check (decision is null or (decision = 'HAPPENED') = (state in ('PAID', 'REVERSED')));
drop index payout_refund_once;
create index payout_refunds on payout (app, payment) where payment is not null;
