package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.job.JobProgress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The runs of table {@code job}. Calls block. */
public final class RunTable {
    private final Database database;

    public RunTable(Database database) {
        this.database = database;
    }

    /** Those of the jobs that may run now, at most so many; they are RUNNING from here on. */
    public List<Claim> claim(List<Long> seqs, String incarnation, int most) {
        throw new UnsupportedOperationException("jtable: being written" + database + seqs);
    }

    /** Ends runs, all those whose fence is the newest. */
    public Finished finish(List<RunEnd> ends) {
        throw new UnsupportedOperationException("jtable: being written" + ends);
    }

    /** The wallets have answered: SETTLING jobs end as was chosen. */
    public Finished end(List<Fence> settled) {
        throw new UnsupportedOperationException("jtable: being written" + settled);
    }

    /** To be asked before a request that moves outside money leaves; false: it must not. */
    public boolean markSent(Fence fence) {
        throw new UnsupportedOperationException("jtable: being written" + fence);
    }

    /** False if the run has lost its fence. */
    public boolean progress(Fence fence, JobProgress progress) {
        throw new UnsupportedOperationException("jtable: being written" + fence + progress);
    }

    /** The seqs of those runs that may not write any more. */
    public Set<Long> lost(List<Fence> fences) {
        throw new UnsupportedOperationException("jtable: being written" + fences);
    }

    /** Takes all that is under way from incarnations that are not among the living. */
    public Rescue rescue(Set<String> livingIncarnations, String adopter) {
        throw new UnsupportedOperationException("jtable: being written" + livingIncarnations);
    }

    /**
     * What is to be published now; a job is again after that time, if it still waits by then. Jobs
     * that could not be claimed are left out.
     */
    public List<Due> dispatch(int most, Duration again) {
        throw new UnsupportedOperationException("jtable: being written" + most + again);
    }

    /** Makes every due job a case for {@link #dispatch}; returns how many. */
    public long republishAll() {
        throw new UnsupportedOperationException("jtable: being written");
    }

    /** Writes down what holds for all jobs of these kinds, from now on. */
    public void kinds(List<KindLimits> limits) {
        throw new UnsupportedOperationException("jtable: being written" + limits);
    }
}
