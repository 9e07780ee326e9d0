package io.florin.edge.instapay;

import io.florin.edge.caller.Access;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Parts;
import io.florin.edge.health.HealthRoutes;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Group;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Dialect;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /instapay}: the app's own interface. */
public final class InstaPay {
    public static final String APP = "instapay";

    /** Where clients of such an interface expect another status than that of {@code /v1}. */
    private static final Map<Refusal, Integer> STATUSES =
            Map.of(
                    Refusal.INSUFFICIENT_FUNDS, 400,
                    Refusal.USERNAME_TAKEN, 400,
                    Refusal.EMAIL_TAKEN, 400);

    static final Group GROUP = new Group(APP, new Dialect(STATUSES, true));

    private InstaPay() {}

    /** Throws {@link IllegalArgumentException} if the app's file is not of such an app. */
    public static List<Endpoint> endpoints(Parts parts) {
        var units = MajorUnits.of(parts.app());
        var openings = parts.openings();
        var profiles = new Profiles(parts.till(), openings, units);
        return Stream.of(
                        new UserCalls(parts, profiles).endpoints(),
                        new BalanceCalls(parts, profiles).endpoints(),
                        new PinCalls(parts, profiles).endpoints(),
                        new TransactionCalls(parts, openings, units).endpoints(),
                        new ReportCalls(parts, units).endpoints(),
                        new RequestCalls(parts, units).endpoints(),
                        new RefundCalls(parts, units).endpoints(),
                        List.of(health(parts.health())))
                .flatMap(List::stream)
                .map(endpoint -> endpoint.in(GROUP))
                .toList();
    }

    private static Endpoint health(HealthRoutes health) {
        return Operation.get("/instapay/health", "instapayHealth", "How is everything it needs?")
                .forThe(Access.PUBLIC)
                .answers(200, "Healthy or degraded, part by part.", HealthRoutes.REPORT)
                .by(_ -> health.report());
    }
}
