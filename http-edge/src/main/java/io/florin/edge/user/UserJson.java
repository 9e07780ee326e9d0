package io.florin.edge.user;

import static io.florin.edge.json.Field.required;

import io.florin.edge.caller.App;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.user.User;
import java.util.List;

/** Users as clients see them: nothing secret. */
public final class UserJson {
    static final int MAX_ROLES = 16;
    static final Type<List<String>> ROLES = Types.list(LedgerTypes.ID, 0, MAX_ROLES);
    static final Type<String> TIER = LedgerTypes.ID;

    public static final Shape USER =
            Shape.of(
                    "User",
                    required("id", LedgerTypes.ID, "The user."),
                    required("username", UserTypes.USERNAME_TYPE, "Unique in the app."),
                    required("email", UserTypes.EMAIL_TYPE, "Unique in the app."),
                    required("emailVerified", Types.FLAG, "Whether the e-mail was proven."),
                    required(
                            "roles",
                            ROLES,
                            "Granted by an operator, and the one that everybody has."),
                    required("tier", TIER, "Which of the app's limits apply."),
                    required("blocked", Types.FLAG, "Whether the user may not log in."),
                    required("createdAt", Types.TIME, "When the user registered."));

    private UserJson() {}

    /** With the role that everybody in the app has. */
    public static JsonObject of(User user, App app) {
        return JsonObject.with()
                .text("id", user.id())
                .text("username", user.username())
                .text("email", user.email())
                .flag("emailVerified", user.emailVerified())
                .texts("roles", app.rules().roles().with(user.roles()))
                .text("tier", user.tier())
                .flag("blocked", user.blocked())
                .time("createdAt", user.createdAt())
                .build();
    }
}
