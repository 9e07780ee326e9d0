package io.florin.protocol.trail;

import io.florin.protocol.ledger.Page;
import java.util.concurrent.CompletionStage;

/** The door to the audit trail. A stage fails if the database does not answer in time. */
public interface AuditTrail {
    /** Durable when the stage completes; an entry of the same id is there once. */
    CompletionStage<Void> append(AuditEntry entry);

    /** Newest first. Fails with IllegalArgumentException on a cursor that is not ours. */
    CompletionStage<Page<AuditEntry>> find(AuditFilter filter);
}
