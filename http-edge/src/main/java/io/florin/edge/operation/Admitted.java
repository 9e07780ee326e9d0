package io.florin.edge.operation;

import io.florin.edge.caller.App;
import io.florin.edge.caller.Identity;

/** Who came in, and into which tenant. */
record Admitted(App app, Identity identity) {}
