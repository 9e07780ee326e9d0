package io.florin.edge;

import io.florin.edge.answer.Address;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.edge.group.Parts;
import io.florin.edge.instapay.InstaPay;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is built for each app: an interface of its own, if it has one and is configured. */
record Groups(Map<String, Parts> parts) {
    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
    private static final Map<String, Function<Parts, List<Endpoint>>> BY_APP =
            Map.of(InstaPay.APP, InstaPay::endpoints);

    static Groups of(Apps apps, Function<App, Parts> parts) {
        var byApp = new HashMap<String, Parts>();
        apps.byName().forEach((name, app) -> byApp.put(name, parts.apply(app)));
        return new Groups(byApp);
    }

    List<Endpoint> endpoints() {
        return BY_APP.entrySet().stream()
                .flatMap(
                        group -> Stream.ofNullable(parts.get(group.getKey())).map(group.getValue()))
                .flatMap(List::stream)
                .toList();
    }

    /** Waits. What cannot be done now is left for the next time. */
    void goOn(MoneyRequest accepted) {
        var theirs = parts.get(accepted.app());
        if (theirs == null) {
            LOG.warn(
                    "Request {} is of {}, which is configured no more",
                    accepted.id(),
                    accepted.app());
            return;
        }
        var where = new Address(accepted.id(), "");
        try {
            var ended = theirs.fulfilment().goOn(accepted, where);
            LOG.info("Request {} was left behind; it is {} now", ended.id(), ended.state());
        } catch (Unfit refused) {
            if (refused.why() == Refusal.REQUEST_FINISHED) return; // somebody else was faster
            LOG.warn("Request {} waits on: {}", accepted.id(), refused.detail());
        } catch (Doubtful doubtful) {
            LOG.warn("Request {} waits on", accepted.id(), doubtful);
        }
    }
}
