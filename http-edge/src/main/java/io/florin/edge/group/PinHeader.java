package io.florin.edge.group;

import io.florin.edge.caller.Caller;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Operation;
import io.florin.edge.user.Accounts;
import io.florin.edge.user.UserTypes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the PIN where money is sent by a call of every app, so that nobody gets round what an
 * app's own calls ask for. It is asked of users only, of those whose app has a rule for it; for all
 * others nothing is looked up.
 */
public record PinHeader(Accounts accounts, Flows flows) {
    /** The same endpoint, asking first if its operation says so. */
    public Endpoint asking(Endpoint endpoint) {
        var operation = endpoint.operation();
        if (operation.pin() == null) return endpoint;
        return new Endpoint(
                operation,
                call ->
                        call.caller() instanceof Caller.User user
                                        && call.app().rules().pin().isConfigured()
                                ? confirmed(operation, call, user)
                                        .thenCompose(_ -> Flows.served(endpoint, call))
                                : endpoint.handler().handle(call));
    }

    private CompletionStage<Void> confirmed(Operation operation, Call call, Caller.User user) {
        return CompletableFuture.runAsync(
                () -> confirm(operation, call, user), flows.virtualThreads());
    }

    private void confirm(Operation operation, Call call, Caller.User user) {
        try {
            var app = call.app();
            var pin = pin(call);
            var account = accounts.require(app.name(), user.id());
            new Pins(accounts, app.rules().pin())
                    .confirm(account, pin, Objects.requireNonNull(operation.pin()));
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    private static @Nullable String pin(Call call) throws Unfit {
        var header = call.request().getHeader(Operation.PIN_HEADER);
        if (header.isEmpty()) return null;
        try {
            return UserTypes.PIN_TYPE.read(new Text(header.get().value()));
        } catch (Unfit unfit) {
            throw unfit.in(Operation.PIN_HEADER);
        }
    }
}
