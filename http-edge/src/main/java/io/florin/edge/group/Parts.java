package io.florin.edge.group;

import io.florin.edge.caller.App;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.identity.IdSource;
import io.florin.edge.operation.Flows;
import io.florin.edge.problem.Problems;
import io.florin.edge.user.Logins;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.trail.AuditTrail;
import io.florin.protocol.wallet.Wallets;
import java.time.InstantSource;

/**
 * What every app's group is built of; openings are everybody's wallets, and what they are given.
 */
public record Parts(
        App app,
        Doors doors,
        Logins logins,
        Flows flows,
        Openings openings,
        HealthRoutes health,
        Problems problems,
        InstantSource clock,
        IdSource ids) {
    /** The money behind it, and what was done to it. */
    public record Doors(Wallets wallets, Ledger ledger, MoneyRequests requests, AuditTrail trail) {}

    public Till till() {
        return new Till(doors.wallets(), flows);
    }

    public Parties parties() {
        return new Parties(logins.accounts());
    }

    public Pins pins() {
        return new Pins(logins.accounts(), app.rules().pin());
    }

    public Fulfilment fulfilment() {
        return new Fulfilment(doors.requests(), new Moves(app, till(), openings, parties()), clock);
    }
}
