package io.florin.node.trail;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.trail.AuditTrail;
import java.util.concurrent.CompletionStage;

/** The audit trail's door over its table. */
public final class SqlAuditTrail implements AuditTrail {
    private final AuditTable trail;
    private final BlockingCalls calls;

    public SqlAuditTrail(Database database, BlockingCalls calls) {
        this.trail = new AuditTable(database);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Void> append(AuditEntry entry) {
        return calls.run(() -> trail.append(entry));
    }

    @Override
    public CompletionStage<Page<AuditEntry>> find(AuditFilter filter) {
        return calls.call(() -> trail.find(filter));
    }
}
