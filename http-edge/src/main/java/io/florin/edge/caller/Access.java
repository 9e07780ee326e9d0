package io.florin.edge.caller;

/**
 * Who may make a call: the first of two questions. The second, whose the wallet is, is put to the
 * wallet itself, by whoever may touch their own only: {@link Caller#mustOwn}. There is no call
 * without an answer to the first.
 */
public enum Access {
    /** Whoever reaches the edge: health and documentation; they show no money. */
    PUBLIC("anyone"),

    /** Whoever wants to become somebody: registering, logging in. Counted and limited. */
    ANYONE("anyone"),

    /** Whoever is somebody; what is theirs is decided further in. */
    USER("a user, a service or the operator"),

    /** The wallet's owner; a service and the operator for every wallet. */
    WALLET("the wallet's owner, a service or the operator"),

    /**
     * The operator, or a service with a key: money enters and leaves the ledger. And what an owner
     * must not do to their own wallet: lift a block or a limit that was set on it, or send on or
     * free what was set aside in it for somebody.
     */
    STAFF("the operator or a service"),

    OPERATOR("the operator");

    private final String who;

    Access(String who) {
        this.who = who;
    }

    /** For sentences: "this call is for …". */
    public String who() {
        return who;
    }

    public boolean admits(Caller caller) {
        return switch (this) {
            case PUBLIC, ANYONE -> true;
            case USER, WALLET -> !(caller instanceof Caller.Anonymous);
            case STAFF -> caller instanceof Caller.Service || isOperator(caller);
            case OPERATOR -> isOperator(caller);
        };
    }

    private static boolean isOperator(Caller caller) {
        return switch (caller) {
            case Caller.Operator() -> true;
            case Caller.User user -> user.isOperator();
            case Caller.Anonymous _, Caller.Service _ -> false;
        };
    }
}
