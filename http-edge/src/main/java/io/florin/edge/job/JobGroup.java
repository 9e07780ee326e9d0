package io.florin.edge.job;

import io.florin.edge.answer.Answers;
import io.florin.edge.identity.IdSource;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.stream.Streams;
import io.florin.edge.wallet.Tiers;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.wallet.Wallets;
import java.util.List;
import java.util.stream.Stream;

/** All calls about jobs, and what they stand on. */
public record JobGroup(
        Jobs jobs,
        Wallets wallets,
        Answers answers,
        Flows flows,
        IdSource ids,
        Tiers tiers,
        Streams streams) {
    public List<Endpoint> endpoints() {
        var lookup = new Lookup(jobs, wallets, flows);
        return Stream.of(
                        new JobRoutes(lookup, answers, ids, tiers).endpoints(),
                        new EventRoutes(lookup, streams).endpoints(),
                        new BatchRoutes(jobs, flows).endpoints(),
                        new QueueRoutes(jobs, answers, flows).endpoints())
                .flatMap(List::stream)
                .toList();
    }
}
