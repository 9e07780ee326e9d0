package io.florin.persistence.database;

/** Is told of each connection that is lent, by whoever borrows it: it must not wait. */
public interface PoolWatch {
    /** Nobody looks. */
    PoolWatch NONE =
            new PoolWatch() {
                @Override
                public void borrowed(String pool, long nanos) {
                    // Nobody looks.
                }

                @Override
                public void returned(String pool, long millis) {
                    // Nobody looks.
                }

                @Override
                public void timedOut(String pool) {
                    // Nobody looks.
                }
            };

    /** After so long a connection was lent, or was not in time. */
    void borrowed(String pool, long nanos);

    /** It was lent for so long. */
    void returned(String pool, long millis);

    /** None was lent in time. */
    void timedOut(String pool);
}
