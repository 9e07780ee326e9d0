package io.florin.edge.user;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.secret.Totp;
import io.florin.edge.trail.Origin;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.UserChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What a user changes about their own secrets, the password always sent along: password, PIN,
 * second factor. An operator may take PIN and second factor away.
 */
public record SecretRoutes(Accounts accounts, Logins logins, Flows flows) {
    private static final String ENROLMENT = "second factor enrolment";
    private static final Duration ENROLMENT_LIFE = Duration.ofMinutes(10);

    private static final Field<String> PASSWORD =
            required("password", UserTypes.PASSWORD, "The user's password.");
    private static final Field<String> NEW_PASSWORD =
            required("newPassword", UserTypes.NEW_PASSWORD, "8 to 256 characters.");
    private static final Field<String> PIN = required("pin", UserTypes.PIN_TYPE, "4 to 8 digits.");
    private static final Field<String> KEY =
            required("enrolment", Types.text(1, 512), "As it was given with the key.");
    private static final Field<String> OTP =
            required("otp", UserTypes.CODE_TYPE, "A code of the authenticator app.");

    private static final Field<String> PRESENT_OTP =
            optional("otp", UserTypes.CODE_TYPE, "A code of the factor that is to be replaced.");

    private static final Shape NEW_KEY =
            Shape.of(
                    "NewSecondFactor",
                    required("key", Types.text(1, 64), "For the authenticator app, in base 32."),
                    required("uri", Types.text(1, 1_024), "The same, as a QR code says it."),
                    required("enrolment", Types.text(1, 512), "Send it back with a code."),
                    required("expiresAt", Types.TIME, "Until when."));

    private static final String SECOND_FACTOR = "/v1/users/{user}/second-factor";
    private static final String PIN_PATH = "/v1/users/{user}/pin";

    public List<Endpoint> endpoints() {
        return List.of(
                put("/v1/users/{user}/password", "changePassword", "Change the password")
                        .takes(Shape.of("PasswordChange", PASSWORD, NEW_PASSWORD))
                        .by(flows.handler(this::changePassword)),
                put(PIN_PATH, "setPin", "Set the PIN")
                        .takes(Shape.of("PinChange", PASSWORD, PIN))
                        .by(flows.handler(this::setPin)),
                Operation.delete(PIN_PATH, "resetPin", "Take the PIN and its lock away")
                        .forThe(Access.OPERATOR)
                        .path(Self.USER_PATH)
                        .answers(200, "The user.", UserJson.USER)
                        .by(flows.handler(this::resetPin)),
                Operation.post(SECOND_FACTOR, "beginSecondFactor", "Get a key for a second factor")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .takes(Shape.of("SecondFactorBeginning", PASSWORD, PRESENT_OTP))
                        .answers(201, "A key that is not in force yet.", NEW_KEY)
                        .by(flows.handler(this::beginSecondFactor)),
                put(SECOND_FACTOR, "setSecondFactor", "Put the key in force; all logins end")
                        .takes(Shape.of("SecondFactorChange", KEY, OTP))
                        .by(flows.handler(this::setSecondFactor)),
                Operation.delete(SECOND_FACTOR, "removeSecondFactor", "Take the factor away")
                        .forThe(Access.OPERATOR)
                        .path(Self.USER_PATH)
                        .answers(200, "The user.", UserJson.USER)
                        .by(flows.handler(this::removeSecondFactor)));
    }

    private static Operation.Builder put(String template, String name, String summary) {
        return Operation.put(template, name, summary)
                .forThe(Access.USER)
                .path(Self.USER_PATH)
                .answers(200, "The user.", UserJson.USER)
                .answers(202, "Not known in time.", Answers.PENDING);
    }

    private void confirmPassword(Call call, String id) throws Unfit {
        var account = accounts.require(call.app().name(), id);
        accounts.confirmPassword(
                account,
                call.body().get(PASSWORD),
                logins.settings().loginTries(),
                Origin.of(call));
    }

    private HttpResponse changePassword(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        confirmPassword(call, id);
        String hash = accounts.passwords().hash(call.body().get(NEW_PASSWORD));
        var user = accounts.setPassword(id, hash, Origin.of(call));
        return Answers.json(200, UserJson.of(user, call.app()));
    }

    private HttpResponse setPin(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        confirmPassword(call, id);
        return Answers.json(
                200,
                UserJson.of(
                        accounts.setPin(id, call.body().get(PIN), Origin.of(call)), call.app()));
    }

    private HttpResponse resetPin(Call call) throws Unfit, Doubtful {
        return Answers.json(
                200,
                UserJson.of(
                        accounts.resetPin(call.inputs().get(Self.USER), Origin.of(call)),
                        call.app()));
    }

    /** The key travels back sealed with its user and its end, so nothing is kept meanwhile. */
    private HttpResponse beginSecondFactor(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        confirmPassword(call, id);
        var account = accounts.require(call.app().name(), id);
        logins.useSecondFactor(account, call.body().find(PRESENT_OTP), Origin.of(call));
        var email = account.user().email();
        String key = Totp.newKey(logins.secrets());
        var expiresAt = accounts.witness().clock().instant().plus(ENROLMENT_LIFE);
        String sealed = String.join(" ", call.app().name(), id, key, expiresAt.toString());
        return Answers.json(
                201,
                JsonObject.with()
                        .text("key", key)
                        .text("uri", Totp.uri(logins.settings().issuer(), email, key))
                        .text("enrolment", accounts.vault().seal(ENROLMENT, sealed))
                        .time("expiresAt", expiresAt)
                        .build());
    }

    private HttpResponse setSecondFactor(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        String key = enrolledKey(call, id);
        var user = logins.setSecondFactor(id, key, call.body().get(OTP), Origin.of(call));
        return Answers.json(200, UserJson.of(user, call.app()));
    }

    private String enrolledKey(Call call, String id) throws Unfit {
        try {
            var parts = accounts.vault().open(ENROLMENT, call.body().get(KEY)).split(" ", -1);
            boolean isTheirs = parts[0].equals(call.app().name()) && parts[1].equals(id);
            var now = accounts.witness().clock().instant();
            if (isTheirs && now.isBefore(Instant.parse(parts[3]))) return parts[2];
        } catch (IllegalArgumentException _) {
            throw notEnrolled();
        }
        throw notEnrolled();
    }

    private static Unfit notEnrolled() {
        return new Unfit(Refusal.FIELD_INVALID, "is not of this user, or too old.").in("enrolment");
    }

    private HttpResponse removeSecondFactor(Call call) throws Unfit, Doubtful {
        var user =
                accounts.change(
                        call.inputs().get(Self.USER),
                        new UserChange.Totp(null),
                        "user.second_factor_removed",
                        Origin.of(call));
        return Answers.json(200, UserJson.of(user, call.app()));
    }
}
