package io.florin.sandbox.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.job.Run;
import io.florin.persistence.job.Claim;
import io.florin.persistence.job.RunTable;
import io.florin.protocol.job.JobProgress;

/** A run under its real fence. */
record OneRun(Claim claim, RunTable table) implements Run {
    @Override
    public void progress(int percent, String note) {
        table.progress(claim.fence(), new JobProgress(percent, note));
    }

    @Override
    public void markSent() {
        assertThat(table.markSent(claim.fence())).isTrue();
    }

    @Override
    public boolean mustAskFirst() {
        return claim.sent();
    }
}
