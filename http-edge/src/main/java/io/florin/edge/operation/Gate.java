package io.florin.edge.operation;

import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.caller.TrustedProxies;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Whether a caller may come in, and into which tenant; nothing of the body is read before. */
public record Gate(Authenticator authenticator, Apps apps, TrustedProxies proxies) {
    static final String API_KEY = "X-Api-Key";
    static final String APP = "X-App";
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final String CREDENTIALS =
            ": send a key as %s, or an access token as %s: %s…"
                    .formatted(API_KEY, AUTHORIZATION, BEARER);

    /**
     * The stage fails with an {@link Unfit}. A credential that is nobody's is refused, even where
     * none is needed. What changes something asks the user's session whether it still lives; what
     * only reads relies on the token's time.
     */
    CompletionStage<Admitted> enter(Operation operation, HttpRequest request) {
        return identify(request)
                .thenCompose(identity -> admit(identity, operation))
                .thenApply(identity -> admitted(identity, operation.group(), request));
    }

    static boolean hasCredential(HttpRequest request) {
        return header(request, API_KEY) != null || header(request, AUTHORIZATION) != null;
    }

    /** Whether the request has a credential that was not valid here lately. */
    boolean isStranger(HttpRequest request) {
        if (!hasCredential(request)) return false;
        String key = header(request, API_KEY);
        String bearer = header(request, AUTHORIZATION);
        if (key != null) return !authenticator.knows(key);
        return bearer == null || !authenticator.knows(token(bearer));
    }

    private static String token(String bearer) {
        return bearer.substring(Math.min(BEARER.length(), bearer.length())).strip();
    }

    private CompletionStage<Identity> identify(HttpRequest request) {
        String key = header(request, API_KEY);
        String bearer = header(request, AUTHORIZATION);
        if (key == null && bearer == null) {
            return CompletableFuture.completedFuture(Identity.ANONYMOUS);
        }
        if (key != null && bearer != null) return nobody("Send one credential, not two.");
        if (key != null) return authenticator.ofKey(key);
        return bearer(bearer);
    }

    private CompletionStage<Identity> bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return nobody("Send the access token as %s: Bearer ….".formatted(AUTHORIZATION));
        }
        try {
            return CompletableFuture.completedFuture(authenticator.ofToken(token(header)));
        } catch (Unfit e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<Identity> nobody(String sentence) {
        return CompletableFuture.failedFuture(new Unfit(Refusal.UNAUTHENTICATED, sentence));
    }

    private static @Nullable String header(HttpRequest request, String name) {
        return request.getHeader(name).map(header -> header.value()).orElse(null);
    }

    private CompletionStage<Identity> admit(Identity identity, Operation operation) {
        var caller = identity.caller();
        if (!operation.access().admits(caller)) {
            return CompletableFuture.failedFuture(refused(caller, "This call", operation.access()));
        }
        if (!identity.reaches(operation.access(), operation::scope)) {
            return CompletableFuture.failedFuture(
                    new Unfit(
                            Refusal.FORBIDDEN,
                            "This key lacks the scope %s.".formatted(operation.scope())));
        }
        boolean asks = caller instanceof Caller.User && operation.method() != Method.GET;
        return asks ? authenticator.confirm(identity) : CompletableFuture.completedFuture(identity);
    }

    static Unfit refused(Caller caller, String what, Access access) {
        boolean anonymous = caller instanceof Caller.Anonymous;
        return new Unfit(
                anonymous ? Refusal.UNAUTHENTICATED : Refusal.FORBIDDEN,
                "%s is for %s%s.".formatted(what, access.who(), anonymous ? CREDENTIALS : ""));
    }

    private Admitted admitted(Identity identity, @Nullable Group group, HttpRequest request) {
        try {
            return new Admitted(app(identity, group, request), identity, proxies.client(request));
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    /** The address of an app's own call names the tenant as the header does elsewhere. */
    private App app(Identity identity, @Nullable Group group, HttpRequest request) throws Unfit {
        String header = header(request, APP);
        if (group != null && header != null && !header.equals(group.app())) {
            throw new Unfit(
                    Refusal.FORBIDDEN,
                    "This address is of the app %s: leave %s out.".formatted(group.app(), APP));
        }
        String named = group == null ? header : group.app();
        String own = identity.app();
        if (named != null && own != null && !named.equals(own)) {
            throw new Unfit(
                    Refusal.FORBIDDEN,
                    "This credential is for the app %s%s."
                            .formatted(own, group == null ? ": leave " + APP + " out" : ""));
        }
        String name = named != null ? named : own != null ? own : Apps.DEFAULT;
        return apps.find(name)
                .orElseThrow(() ->
                        new Unfit(
                                Refusal.NOT_FOUND,
                                "There is no app %s: %s names the tenant."
                                        .formatted(Unfit.printable(name), APP)));
    }
}
