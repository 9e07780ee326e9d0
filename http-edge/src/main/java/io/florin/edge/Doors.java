package io.florin.edge;

import io.florin.edge.health.Health;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.logging.LogLevels;
import io.florin.protocol.notification.Notifications;
import io.florin.protocol.outbound.WebhookEndpoints;
import io.florin.protocol.payment.Payments;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.session.Sessions;
import io.florin.protocol.trail.AuditTrail;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.SigningKeys;
import io.florin.protocol.user.Users;
import io.florin.protocol.wallet.Wallets;
import io.florin.protocol.webhook.Webhooks;

/** Everything behind the edge. */
public record Doors(
        Wallets wallets,
        Ledger ledger,
        Health health,
        RateLimits limits,
        People people,
        Webhooks webhooks,
        Jobs jobs,
        Payments payments,
        WebhookEndpoints endpoints,
        LogLevels logLevels) {
    /** Who may come in, and what they did. */
    public record People(
            Sessions sessions,
            Users users,
            ApiKeys keys,
            SigningKeys signingKeys,
            AuditTrail trail,
            Notifications notifications,
            MoneyRequests requests) {}
}
