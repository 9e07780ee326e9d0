package io.florin.edge.operation;

import io.florin.edge.caller.App;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ClientAddress;

/** Who came in, into which tenant, and from where. */
record Admitted(App app, Caller caller, ClientAddress address) {}
