package io.florin.edge.trail;

import io.florin.edge.operation.Call;

/** Who asks, in which app, and from where: what the audit trail wants to know of a call. */
public record Origin(String app, String actor, String address) {
    public static Origin of(Call call) {
        return new Origin(call.app().name(), call.identity().actor(), call.address());
    }

    /** The same call, about another app than the one it names. */
    public Origin in(String otherApp) {
        return new Origin(otherApp, actor, address);
    }

    /** The same call by somebody who has only now proved who they are. */
    public Origin as(String otherActor) {
        return new Origin(app, otherActor, address);
    }
}
