package io.florin.edge;

import io.florin.edge.caller.Authenticator;
import io.florin.edge.group.PinHeader;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.secret.Passwords;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Vault;
import io.florin.edge.session.CodeRoutes;
import io.florin.edge.session.ConversationRoutes;
import io.florin.edge.session.SessionRoutes;
import io.florin.edge.token.AccessTokens;
import io.florin.edge.token.JwksRoutes;
import io.florin.edge.token.KeyRing;
import io.florin.edge.token.TokenAuthenticator;
import io.florin.edge.trail.Witness;
import io.florin.edge.user.Accounts;
import io.florin.edge.user.IdentitySettings;
import io.florin.edge.user.Logins;
import io.florin.edge.user.OneTimeCodes;
import io.florin.edge.user.ProofRoutes;
import io.florin.edge.user.SecretRoutes;
import io.florin.edge.user.SessionSteps;
import io.florin.edge.user.UserRoutes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that knows who people are, put together. */
final class Identities implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final IdentitySettings settings;
    private final Doors.People people;
    private final Sources sources;
    private final Flows flows;
    private final KeyRing ring;
    private final AccessTokens tokens;
    private final Passwords passwords;
    private final SessionSteps sessions;
    private final Accounts accounts;
    private final Logins logins;
    private final OneTimeCodes codes;
    private volatile Cancellable refreshing = Cancellable.alreadyCancelled();

    Identities(EdgeSettings edge, Doors.People people, Sources sources, Flows flows) {
        this.settings = edge.identity();
        this.people = people;
        this.sources = sources;
        this.flows = flows;
        var vault = new Vault(settings.secret(), sources.random());
        var secrets = new RandomSecrets(sources.random());
        this.ring = ring(vault);
        this.tokens =
                new AccessTokens(
                        ring, sources.clock(), settings.issuer(), settings.accessTokenLife());
        this.passwords =
                new Passwords(
                        settings.argon2(),
                        secrets,
                        settings.hashingThreads(),
                        settings.hashingQueue());
        this.sessions = new SessionSteps(people.sessions(), flows);
        this.accounts =
                new Accounts(
                        people.users(),
                        sessions,
                        people.sessions(),
                        passwords,
                        vault,
                        new Witness(sources.ids(), sources.clock()),
                        flows);
        this.logins =
                new Logins(
                        accounts,
                        tokens,
                        secrets,
                        people.trail(),
                        settings,
                        edge.apps(),
                        sources.ids());
        this.codes = new OneTimeCodes(sessions, vault, people.notifications(), settings);
    }

    private KeyRing ring(Vault vault) {
        return new KeyRing(
                people.signingKeys(),
                vault,
                sources.random(),
                sources.clock(),
                new KeyRing.Ages(
                        Duration.ofDays(settings.keyRotationDays()), settings.accessTokenLife()));
    }

    /**
     * Reads the signing keys, without which nobody can log in, and again and again from then on.
     */
    CompletionStage<Void> start(ActorSystem<?> system) {
        return CompletableFuture.runAsync(ring::refresh, flows.virtualThreads())
                .thenRun(() -> refreshing = keepRefreshing(system));
    }

    private Cancellable keepRefreshing(ActorSystem<?> system) {
        return system.scheduler()
                .scheduleWithFixedDelay(
                        KeyRing.REFRESH,
                        KeyRing.REFRESH,
                        () -> flows.virtualThreads().execute(this::refreshAgain),
                        system.executionContext());
    }

    /** A failure leaves the keys as they were; the next time is soon. */
    private void refreshAgain() {
        try {
            ring.refresh();
        } catch (IllegalStateException e) {
            LOG.warn("The signing keys were not read again", e);
        }
    }

    /** Knows users by their tokens; asks the other about keys. */
    Authenticator authenticator(Authenticator keys) {
        return new TokenAuthenticator(keys, tokens, people.sessions());
    }

    /** Lets users in; knows the accounts, too. */
    Logins logins() {
        return logins;
    }

    /** Writes what they did. */
    Witness witness() {
        return accounts.witness();
    }

    /** Asks for the PIN in calls of every app. */
    PinHeader pins() {
        return new PinHeader(accounts, flows);
    }

    List<Endpoint> endpoints() {
        var ids = sources.ids();
        return Stream.of(
                        new UserRoutes(accounts, logins, flows, ids).endpoints(),
                        new SecretRoutes(accounts, logins, flows).endpoints(),
                        new ProofRoutes(accounts, codes, flows, ids).endpoints(),
                        new SessionRoutes(logins, sessions, flows).endpoints(),
                        new ConversationRoutes(sessions, flows).endpoints(),
                        new CodeRoutes(codes, accounts, flows, ids).endpoints(),
                        new JwksRoutes(ring).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        refreshing.cancel();
        passwords.close();
    }
}
