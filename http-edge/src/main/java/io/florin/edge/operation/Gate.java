package io.florin.edge.operation;

import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Credentials;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Whether a caller may come in, and into which tenant; nothing of the body is read before. */
public record Gate(Credentials credentials, Apps apps) {
    static final String API_KEY = "X-Api-Key";
    static final String APP = "X-App";

    /** A credential that is nobody's is refused, even where none is needed. */
    Caller caller(HttpRequest request, Access access) throws Unfit {
        var key = request.getHeader(API_KEY);
        if (key.isEmpty()) return admitted(new Caller.Anonymous(), access);
        var known = credentials.caller(key.get().value());
        if (known.isEmpty()) {
            throw new Unfit(Refusal.UNAUTHENTICATED, "This " + API_KEY + " is nobody's.");
        }
        return admitted(known.get(), access);
    }

    private static Caller admitted(Caller caller, Access access) throws Unfit {
        if (!access.admits(caller)) throw refused(caller, "This call", access);
        return caller;
    }

    static Unfit refused(Caller caller, String what, Access access) {
        boolean anonymous = caller instanceof Caller.Anonymous;
        return new Unfit(
                anonymous ? Refusal.UNAUTHENTICATED : Refusal.FORBIDDEN,
                "%s is for %s%s."
                        .formatted(
                                what,
                                access.who(),
                                anonymous ? ": send the key as " + API_KEY : ""));
    }

    App app(HttpRequest request) throws Unfit {
        String name = request.getHeader(APP).map(header -> header.value()).orElse(Apps.DEFAULT);
        return apps.find(name)
                .orElseThrow(() ->
                        new Unfit(
                                Refusal.NOT_FOUND,
                                "There is no app %s: %s names the tenant."
                                        .formatted(Unfit.printable(name), APP)));
    }
}
