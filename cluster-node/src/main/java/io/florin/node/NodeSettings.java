package io.florin.node;

import com.typesafe.config.Config;
import io.florin.edge.EdgeSettings;
import io.florin.node.ai.AiSettings;
import io.florin.node.job.JobSettings;
import io.florin.node.kafka.KafkaSettings;
import io.florin.node.limit.LimitSettings;
import io.florin.node.logging.LogSettings;
import io.florin.node.membership.FormationSettings;
import io.florin.node.membership.MembershipSettings;
import io.florin.node.membership.Role;
import io.florin.node.notification.NotificationSettings;
import io.florin.node.outbound.OutboundSettings;
import io.florin.node.payment.PaymentSettings;
import io.florin.node.telemetry.MetricsSettings;
import io.florin.node.telemetry.TraceSettings;
import io.florin.node.wallet.WalletSettings;
import java.util.Set;

/** Judged together, before anything starts. */
record NodeSettings(
        Set<Role> roles,
        FormationSettings formation,
        WalletSettings wallets,
        EdgeSettings edge,
        LimitSettings limits,
        KafkaSettings kafka,
        JobSettings jobs,
        AiSettings ai,
        PaymentSettings payments,
        NotificationSettings notifications,
        OutboundSettings outbound,
        MetricsSettings metrics,
        TraceSettings traces,
        LogSettings log,
        MembershipSettings membership) {
    static NodeSettings from(Config config) {
        var edge = EdgeSettings.from(config);
        return new NodeSettings(
                Role.from(config),
                FormationSettings.from(config),
                WalletSettings.from(config),
                edge,
                LimitSettings.from(config),
                KafkaSettings.from(config),
                JobSettings.from(config),
                AiSettings.from(config),
                PaymentSettings.from(config),
                NotificationSettings.from(config, edge.apps().byName().keySet()),
                OutboundSettings.from(config),
                MetricsSettings.from(config),
                TraceSettings.from(config),
                LogSettings.from(config),
                MembershipSettings.from(config));
    }

    /** Whose requests this node serves: those of nobody, without an edge. */
    Set<String> apps() {
        return roles.contains(Role.EDGE) ? edge.apps().byName().keySet() : Set.of();
    }
}
