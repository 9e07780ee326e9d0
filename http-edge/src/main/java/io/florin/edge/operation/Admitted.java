package io.florin.edge.operation;

import io.florin.edge.caller.App;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ClientAddress;
import io.florin.edge.caller.Identity;

/** Who came in, into which tenant, and from where. */
record Admitted(App app, Identity identity, ClientAddress address) {
    Caller caller() {
        return identity.caller();
    }
}
