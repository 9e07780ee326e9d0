package io.florin.edge.app;

import java.util.Set;

/**
 * The number a user types to send money.
 *
 * @param isConfigured whether the app has a rule at all; without one, only its own calls ask
 *     whoever has set a PIN
 * @param tries wrong ones in a row that lock it
 * @param lockSeconds for how long then; {@link #FOR_EVER} until an operator resets it
 * @param operations which need it
 */
public record Pin(
        boolean isConfigured, int tries, long lockSeconds, Set<OperationKind> operations) {
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Of an app that asks for none. */
    public static final Pin NONE = new Pin(false, 5, FOR_EVER, Set.of());

    public Pin {
        operations = Set.copyOf(operations);
    }

    /** Of an app that has a rule. */
    public Pin(int tries, long lockSeconds, Set<OperationKind> operations) {
        this(true, tries, lockSeconds, operations);
    }

    public boolean isLockedForEver() {
        return lockSeconds == FOR_EVER;
    }

    public boolean isNeededFor(OperationKind kind) {
        return operations.contains(kind);
    }
}
