package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Address;
import io.florin.edge.group.MajorUnits;
import io.florin.edge.group.Openings;
import io.florin.edge.group.Till;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users as the app shows them: whole to themselves and the operator, as a party to others. */
record Profiles(Till till, Openings openings, MajorUnits units) {
    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    Shape shape() {
        return Shape.of(
                "InstaPayUser",
                required("id", LedgerTypes.ID, "The user."),
                required("username", UserTypes.USERNAME_TYPE, "Unique."),
                required("email", UserTypes.EMAIL_TYPE, "Unique; money is sent to it."),
                optional("balance", units.written(), "To the user and the operator only."),
                optional("created_at", Types.TIME, "Likewise."),
                optional("adjusted_at", Types.TIME, "When the balance was set just now."));
    }

    /** With the balance as the wallet knows it, which is opened if it was not yet. */
    JsonObject whole(User user) throws Unfit, Doubtful {
        return whole(user, till.posted(openings.wallet(user.id()), units.asset()));
    }

    /** Without the balance if nobody tells: of a login, whose token is there by now. */
    JsonObject asFarAsKnown(User user) {
        try {
            return whole(user);
        } catch (Unfit | Doubtful e) {
            LOG.warn("User {} of {} is told no balance", user.id(), user.app(), e);
            return party(user);
        }
    }

    JsonObject whole(User user, long balance) {
        return JsonObject.with()
                .all(party(user))
                .value("balance", units.of(balance))
                .time("created_at", user.createdAt())
                .build();
    }

    static JsonObject party(User user) {
        return JsonObject.with()
                .text("id", user.id())
                .text("username", user.username())
                .text("email", user.email())
                .build();
    }

    static Address address(String user) {
        return new Address(user, "/instapay/api/users/" + user);
    }
}
