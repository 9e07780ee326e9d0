package io.florin.sandbox.chaos;

import io.florin.sandbox.wire.Link;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a fault of cables was one: traffic that finds another way, or is not there, is disturbed
 * by nothing, and a cluster that goes on as before has then shown nothing.
 */
final class HeldUp {
    private final CableFault fault;
    private final List<Link> cables;
    private final List<Long> before;

    private HeldUp(CableFault fault, List<Link> cables) {
        this.fault = fault;
        this.cables = cables;
        this.before = cables.stream().map(Link::held).toList();
    }

    /** Of a fault that is not inflicted yet; empty if it does nothing to cables. */
    static Optional<HeldUp> since(Fault fault, Grounds grounds) {
        return fault instanceof CableFault it
                ? Optional.of(new HeldUp(it, it.cables(grounds)))
                : Optional.empty();
    }

    /** What is wrong with the fault, when it is over. */
    Optional<String> finding() {
        long idle =
                IntStream.range(0, cables.size())
                        .filter(i -> cables.get(i).held() == before.get(i))
                        .count();
        long allowed = fault.isFeltOnEach() ? 0 : cables.size() - 1L;
        return idle <= allowed
                ? Optional.empty()
                : Optional.of(
                        "%d of %d struck cables held nothing up, so there was no fault"
                                .formatted(idle, cables.size()));
    }
}
