package io.florin.sandbox.provider;

import io.florin.sandbox.provider.Fault.Decline;
import io.florin.sandbox.provider.Fault.Stall;
import io.florin.sandbox.provider.Fault.Status;
import io.florin.sandbox.provider.Fault.TimeOutAfterSuccess;
import io.florin.sandbox.provider.Fault.Webhook;
import io.florin.sandbox.provider.FaultPlan.Armed;
import java.util.Optional;

/**
 * Misbehaves as told, and otherwise leaves the call to the layer below. A call is told by its
 * header {@code X-Florin-Fault}, by its API key ({@code KEY~stall=500}), by a magic value in its
 * parameters, or by the plan; the first of them counts.
 */
public final class Faulty implements Handler {
    public static final String HEADER = "X-Florin-Fault";

    private final Stage stage;
    private final Manners manners;
    private final Handler below;

    public Faulty(Stage stage, Manners manners, Handler below) {
        this.stage = stage;
        this.manners = manners;
        this.below = below;
    }

    @Override
    public Answer answer(Call call) throws InterruptedException {
        Optional<Fault> fault;
        try {
            fault = told(call);
        } catch (IllegalArgumentException e) {
            return manners.error(400, String.valueOf(e.getMessage()));
        }
        return fault.isPresent() ? answer(call, fault.get()) : below.answer(call);
    }

    private Answer answer(Call call, Fault fault) throws InterruptedException {
        return switch (fault) {
            case Decline _ -> below.answer(call.declined());
            case Stall(var delay) -> {
                stage.pause(delay);
                yield below.answer(call);
            }
            case TimeOutAfterSuccess(var hold) -> below.answer(call).droppedAfter(hold);
            case Status(var status, var reason, var afterSuccess) -> {
                var error = manners.error(status, reason);
                yield afterSuccess ? error.withEffectOf(below.answer(call)) : error;
            }
            case Webhook webhook -> {
                stage.faults().arm(new Armed("", webhook, 1));
                yield below.answer(call);
            }
        };
    }

    private Optional<Fault> told(Call call) {
        return call.header(HEADER)
                .or(() -> afterKey(manners.key(call)))
                .or(() -> manners.magic(call))
                .map(Fault::parse)
                .or(() -> stage.faults().take(call));
    }

    private static Optional<String> afterKey(String key) {
        var at = key.indexOf('~');
        return at < 0 ? Optional.empty() : Optional.of(key.substring(at + 1));
    }

    /** The key without the fault behind it. */
    public static String withoutFault(String key) {
        var at = key.indexOf('~');
        return at < 0 ? key : key.substring(0, at);
    }
}
