package io.florin.edge.caller;

/** Who may make a call. */
public enum Access {
    /** Whoever reaches the edge: health and documentation; they show no money. */
    PUBLIC("anyone"),

    /** Whoever wants to become somebody: registering, logging in. Counted and limited. */
    ANYONE("anyone"),

    /** Whoever is somebody; what is theirs is decided further in. */
    USER("a user, a service or the operator"),

    /**
     * Whoever may touch the wallet. There are no users yet, so that is whoever reaches the edge,
     * which by default listens on loopback only; ownership narrows it here and nowhere else.
     */
    WALLET("anyone, until wallets have users"),

    /** The operator, or a service with a key: money enters and leaves the ledger. */
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
            case PUBLIC, ANYONE, WALLET -> true;
            case USER -> !(caller instanceof Caller.Anonymous);
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
