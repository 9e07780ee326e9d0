package io.florin.node.projection;

import io.florin.persistence.ledger.LedgerGroup;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.persistence.outbound.LedgerNews;
import io.florin.persistence.session.SessionGroup;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;

/**
 * Writes the rows of a group, of wallets, sessions and priced jobs, and what apps are told of it,
 * if the offset is still the one that the group continues from.
 */
final class LedgerHandler extends JdbcHandler<EventGroup, GroupSession> {
    private final SubmittedJobs jobs;

    LedgerHandler(SubmittedJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void process(GroupSession session, EventGroup group) throws Exception {
        session.withConnection(connection -> {
            session.transaction().requireOffset(group.after());
            var rows = new LedgerGroup();
            var news = LedgerNews.ifWanted(connection);
            var sessions = new SessionGroup();
            for (var row : group.rows()) {
                if (RecordedEvent.isOfWallet(row)) {
                    var event = RecordedEvent.of(row);
                    rows.add(event);
                    news.ifPresent(it -> it.add(row, event));
                }
                if (SessionGroup.isOfSession(row)) sessions.add(row);
            }
            rows.write(connection);
            sessions.write(connection);
            if (news.isPresent()) news.get().write(connection);
            if (!rows.jobs().isEmpty()) jobs.write(connection, rows.jobs());
            return true;
        });
    }
}
