package io.florin.edge.user;

import io.florin.edge.caller.Caller;
import io.florin.edge.json.Field;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.refusal.Refusal;

/** Whose affairs a call is about: a user's own, or those of others in the hands of staff. */
public final class Self {
    public static final Field<String> USER =
            Field.required("user", LedgerTypes.ID, "The user's id.");
    public static final Shape USER_PATH = Shape.of("UserPath", USER);

    private Self() {}

    /** The user in the path, if the caller is that user. */
    public static String only(Call call) throws Unfit {
        String user = call.inputs().get(USER);
        if (is(call, user)) return user;
        throw new Unfit(Refusal.FORBIDDEN, "Only the user may do that.");
    }

    /** The user in the path, if the caller is that user or staff. */
    public static String orStaff(Call call) throws Unfit {
        String user = call.inputs().get(USER);
        if (is(call, user) || isStaff(call)) return user;
        throw new Unfit(Refusal.FORBIDDEN, "This is another user's.");
    }

    public static boolean is(Call call, String user) {
        return call.caller() instanceof Caller.User self && self.id().equals(user);
    }

    public static boolean isStaff(Call call) {
        return switch (call.caller()) {
            case Caller.Operator() -> true;
            case Caller.Service _ -> true;
            case Caller.User user -> user.isOperator();
            case Caller.Anonymous() -> false;
        };
    }
}
