package io.florin.edge.instapay;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.group.Parts;
import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.trail.Origin;
import io.florin.edge.user.Self;
import io.florin.edge.user.UserTypes;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The PIN: set by the user, taken away with its lock by the operator. */
record PinCalls(Parts parts, Profiles profiles) {
    private static final String PATH = "/instapay/api/users/{user}/pin";
    private static final Field<String> PASSWORD =
            required("password", UserTypes.PASSWORD, "The user's password.");
    private static final Field<String> PIN = required("pin", UserTypes.PIN_TYPE, "4 to 8 digits.");

    List<Endpoint> endpoints() {
        return List.of(
                Operation.put(PATH, "instapaySetPin", "Set the PIN")
                        .forThe(Access.USER)
                        .limited("login")
                        .path(Self.USER_PATH)
                        .takes(Shape.of("InstaPayPin", PASSWORD, PIN))
                        .answers(200, "The user.", profiles.shape())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(parts.flows().handler(this::set)),
                Operation.delete(PATH, "instapayResetPin", "Take the PIN and its lock away")
                        .forThe(Access.OPERATOR)
                        .path(Self.USER_PATH)
                        .answers(200, "The user.", profiles.shape())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(parts.flows().handler(this::reset)));
    }

    private HttpResponse set(Call call) throws Unfit, Doubtful {
        var account = parts.parties().byId(call, Self.only(call));
        var accounts = parts.logins().accounts();
        var tries = parts.logins().settings().loginTries();
        var origin = Origin.of(call);
        accounts.confirmPassword(account, call.body().get(PASSWORD), tries, origin);
        var user = accounts.setPin(account.user().id(), call.body().get(PIN), origin);
        return Answers.json(200, Profiles.party(user));
    }

    private HttpResponse reset(Call call) throws Unfit, Doubtful {
        var accounts = parts.logins().accounts();
        var user = accounts.resetPin(call.inputs().get(Self.USER), Origin.of(call));
        return Answers.json(200, Profiles.party(user));
    }
}
