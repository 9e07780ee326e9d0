package io.florin.protocol.job;

import io.florin.protocol.account.Ids;

/** Names a job of one wallet, if it has a price, or else of one queue of an app. */
public record JobId(String value) {
    public JobId {
        Ids.require("job id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
