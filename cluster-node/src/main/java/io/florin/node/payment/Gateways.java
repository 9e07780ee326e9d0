package io.florin.node.payment;

import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.Trouble.Kind;
import io.florin.node.provider.Circuit;
import io.florin.persistence.payment.Sending;
import io.florin.protocol.payment.Payment;
import io.florin.protocol.payment.Payout;
import io.florin.protocol.payment.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;

/** The providers that there is a key for. */
final class Gateways {
    private final Map<Provider, Gateway> gateways;
    private final List<Circuit> circuits;

    private Gateways(Map<Provider, Gateway> gateways, List<Circuit> circuits) {
        this.gateways = Map.copyOf(gateways);
        this.circuits = List.copyOf(circuits);
    }

    static Gateways of(PaymentSettings settings, ActorSystem<?> system, InstantSource clock) {
        var gateways = new EnumMap<Provider, Gateway>(Provider.class);
        var circuits = new ArrayList<Circuit>();
        settings.accounts()
                .forEach((provider, account) -> {
                    var circuit = new Circuit(provider.word(), system, settings.circuit());
                    circuits.add(circuit);
                    gateways.put(
                            provider,
                            new RestingGateway(gateway(provider, account, clock), circuit));
                });
        return new Gateways(gateways, circuits);
    }

    private static Gateway gateway(Provider provider, Account account, InstantSource clock) {
        return switch (provider) {
            case STRIPE -> new StripeGateway(account);
            case OMISE -> new OmiseGateway(account, clock);
        };
    }

    List<Circuit> circuits() {
        return circuits;
    }

    Set<Provider> providers() {
        return gateways.keySet();
    }

    /** What was begun when there was a key waits for it to come back. */
    Gateway of(Provider provider) throws Trouble {
        var gateway = gateways.get(provider);
        if (gateway != null) return gateway;
        throw new Trouble(Kind.NOT_TAKEN, "provider_off", "There is no key for " + provider + ".");
    }

    /** The same for what may have been sent: then it certainly has not failed. */
    Gateway of(Provider provider, Sending was) throws Trouble {
        try {
            return of(provider);
        } catch (Trouble trouble) {
            throw was.sender() == null ? trouble : trouble.ofAsking();
        }
    }

    /** The payment's object as it is now. */
    Told read(Payment payment, String object) throws Trouble, InterruptedException {
        try {
            return of(payment.provider())
                    .read(object)
                    .orElseThrow(() -> Trouble.unknown(object + " is no id of a payment."));
        } catch (Trouble trouble) {
            throw trouble.ofAsking();
        }
    }

    /** The payout's object as it is now. */
    Told read(Payout payout, String object) throws Trouble, InterruptedException {
        try {
            return of(payout.provider()).read(payout, object);
        } catch (Trouble trouble) {
            throw trouble.ofAsking();
        }
    }

    /** An object as it is now; empty if it is neither a charge nor something that was sent. */
    Optional<Told> read(Provider provider, String object) throws Trouble, InterruptedException {
        return of(provider).read(object);
    }

    /** What the provider has of a payment whose object we do not know. */
    Optional<Told> search(Payment payment) throws Trouble, InterruptedException {
        return of(payment.provider()).search(payment);
    }
}
