package io.florin.node.payment;

import io.florin.node.payment.Post.Question;
import io.florin.node.payment.Trouble.Kind;
import io.florin.node.provider.Circuit;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import java.time.Duration;
import java.util.Optional;

/** Gives the provider a rest that is out of order: nothing is sent then, and nothing is asked. */
final class RestingGateway implements Gateway {
    private final Gateway gateway;
    private final Circuit circuit;

    RestingGateway(Gateway gateway, Circuit circuit) {
        this.gateway = gateway;
        this.circuit = circuit;
    }

    /** What came of a call. */
    private sealed interface Heard<T> {
        record Said<T>(T value) implements Heard<T> {}

        record Failed<T>(Trouble trouble) implements Heard<T> {}
    }

    private <T> T asked(Question<T> question) throws Trouble, InterruptedException {
        var heard = circuit.call(() -> heard(question), RestingGateway::isOutage);
        if (heard.isEmpty()) {
            var sentence = provider() + " is given a rest, for it failed.";
            throw new Trouble(Kind.NOT_TAKEN, "provider_down", sentence);
        }
        return switch (heard.get()) {
            case Heard.Said<T>(var value) -> value;
            case Heard.Failed<T>(var trouble) -> throw trouble;
        };
    }

    private static <T> Heard<T> heard(Question<T> question) throws InterruptedException {
        try {
            return new Heard.Said<>(question.ask());
        } catch (Trouble trouble) {
            return new Heard.Failed<>(trouble);
        }
    }

    /** A provider that says no is well. */
    private static <T> boolean isOutage(Heard<T> heard) {
        return heard instanceof Heard.Failed<T>(var trouble) && trouble.isOutage();
    }

    @Override
    public Provider provider() {
        return gateway.provider();
    }

    @Override
    public Duration keyLife() {
        return gateway.keyLife();
    }

    @Override
    public Told charge(Payment payment) throws Trouble, InterruptedException {
        return asked(() -> gateway.charge(payment));
    }

    @Override
    public Told send(Payout payout) throws Trouble, InterruptedException {
        return asked(() -> gateway.send(payout));
    }

    @Override
    public Optional<Told> search(Payment payment) throws Trouble, InterruptedException {
        return asked(() -> gateway.search(payment));
    }

    @Override
    public Optional<Told> search(Payout payout) throws Trouble, InterruptedException {
        return asked(() -> gateway.search(payout));
    }

    @Override
    public Told read(Payout payout, String object) throws Trouble, InterruptedException {
        return asked(() -> gateway.read(payout, object));
    }

    @Override
    public Optional<Told> read(String object) throws Trouble, InterruptedException {
        return asked(() -> gateway.read(object));
    }
}
