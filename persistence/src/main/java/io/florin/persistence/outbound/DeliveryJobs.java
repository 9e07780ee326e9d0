package io.florin.persistence.outbound;

import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.protocol.trace.Trace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The job that does a delivery, as the kind's settings have it. */
@FunctionalInterface
public interface DeliveryJobs {
    /**
     * A delivery, by its id and its endpoint's.
     *
     * @param trace of what the message is about, if it is known
     */
    record Parcel(String app, String endpoint, String delivery, @Nullable Trace trace) {}

    JobRow of(Parcel parcel);

    /** Written in the transaction of the deliveries' rows; answers whom to wake after it. */
    default List<Due> submit(Connection connection, List<Parcel> parcels) throws SQLException {
        var dues = new ArrayList<Due>();
        for (var parcel : parcels) {
            var due = JobTable.submit(connection, of(parcel)).due();
            if (due == null)
                throw new IllegalStateException("The name of a new delivery is taken.");
            dues.add(due);
        }
        return dues;
    }
}
