package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.trail.AuditTrail;
import java.util.concurrent.CompletionStage;

/** The door to the audit trail with the edge's last word on time: what is late has failed. */
record PatientTrail(AuditTrail behind, Patience patience) implements AuditTrail {
    @Override
    public CompletionStage<Void> append(AuditEntry entry) {
        return patience.inTime(behind.append(entry));
    }

    @Override
    public CompletionStage<Page<AuditEntry>> find(AuditFilter filter) {
        return patience.inTime(behind.find(filter));
    }
}
