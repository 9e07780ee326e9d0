package io.florin.node.people;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.request.SqlMoneyRequests;
import io.florin.node.trail.AuditRetention;
import io.florin.node.trail.SqlAuditTrail;
import io.florin.node.user.SqlApiKeys;
import io.florin.node.user.SqlSigningKeys;
import io.florin.node.user.SqlUsers;
import io.florin.persistence.database.Database;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.trail.AuditTrail;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.SigningKeys;
import io.florin.protocol.user.Users;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** The doors to people and what belongs to them, over this node's database. */
public record People(
        Users users,
        ApiKeys apiKeys,
        SigningKeys signingKeys,
        AuditTrail trail,
        MoneyRequests requests) {
    /** Opens the doors, and starts the retention of the audit trail, which runs on one node. */
    public static People start(
            ActorSystem<?> system, Database database, InstantSource clock, Executor blocking) {
        var settings = PeopleSettings.from(system.settings().config());
        var calls =
                new BlockingCalls(
                        blocking, settings.maxCalls(), PeopleSettings.PATH + ".max-calls");
        AuditRetention.start(system, database, clock, blocking);
        return new People(
                new SqlUsers(database, calls),
                new SqlApiKeys(database, calls),
                new SqlSigningKeys(database, calls),
                new SqlAuditTrail(database, calls),
                new SqlMoneyRequests(database, calls));
    }
}
