package io.florin.edge.instapay;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.group.Parts;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.trail.Origin;
import io.florin.edge.user.Accounts;
import io.florin.edge.user.Logins;
import io.florin.edge.user.Self;
import io.florin.edge.user.UserRoutes;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.user.User;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Register, log in, and who is who. */
record UserCalls(Parts parts, Profiles profiles) {
    private static final Field<String> USERNAME =
            required("username", UserTypes.USERNAME_TYPE, "Unique; case is ignored.");
    private static final Field<String> EMAIL =
            required("email", UserTypes.EMAIL_TYPE, "Unique; case is ignored.");
    private static final Field<String> NEW_PASSWORD =
            required("password", UserTypes.NEW_PASSWORD, "8 to 256 characters.");
    private static final Field<String> PASSWORD =
            required("password", UserTypes.PASSWORD, "The user's password.");
    private static final Field<String> OTP =
            optional("otp", UserTypes.CODE_TYPE, "The second factor's code, if there is one.");

    private Shape token() {
        return Shape.of(
                "InstaPayToken",
                required("token", Types.text(1, 4_096), "Goes as Authorization: Bearer …."),
                required("expires_in", Types.whole(1, 86_400), "Seconds."),
                required("refresh_token", Types.text(1, 512), "For /v1/sessions/refresh."),
                required("user", Types.object(profiles.shape()), "Who logged in."));
    }

    List<Endpoint> endpoints() {
        var flows = parts.flows();
        return List.of(
                Operation.post("/instapay/api/users/register", "instapayRegister", "Register")
                        .forThe(Access.ANYONE)
                        .limited("register")
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("InstaPayNewUser", USERNAME, EMAIL, NEW_PASSWORD))
                        .answers(201, "The user with the opening balance.", profiles.shape())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::register)),
                Operation.post("/instapay/api/users/login", "instapayLogIn", "Log in")
                        .forThe(Access.ANYONE)
                        .limited("login")
                        .takes(Shape.of("InstaPayLogin", EMAIL, PASSWORD, OTP))
                        .answers(200, "A token.", token())
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::logIn)),
                Operation.get("/instapay/api/users/{user}", "instapayUser", "Show a user")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .answers(200, "The user.", profiles.shape())
                        .by(flows.handler(this::byId)),
                Operation.get(
                                "/instapay/api/users/by-email/{email}",
                                "instapayUserByEmail",
                                "Find a user")
                        .forThe(Access.USER)
                        .path(Shape.of("InstaPayEmailPath", EMAIL))
                        .answers(200, "The user.", profiles.shape())
                        .by(flows.handler(this::byEmail)));
    }

    private Accounts accounts() {
        return parts.logins().accounts();
    }

    /** User, wallet and grant follow one another; what is missing is made up for later. */
    private HttpResponse register(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var key = call.key();
        var id = key == null ? parts.ids().next() : DerivedId.of("user", call.app().name(), key);
        var wanted =
                new Accounts.Registration(
                        id.toString(), body.get(USERNAME), body.get(EMAIL), body.get(NEW_PASSWORD));
        var registered =
                accounts().register(wanted, UserRoutes.firstTier(parts.app()), Origin.of(call));
        var user = registered.user();
        var whole = Flows.afterwards(Profiles.address(user.id()), () -> profiles.whole(user));
        var response = Answers.json(201, whole);
        return registered.replayed() ? response.addHeader(Answers.REPLAYED) : response;
    }

    private HttpResponse logIn(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var attempt = new Logins.Attempt(body.get(EMAIL), body.get(PASSWORD), body.find(OTP));
        var grant = parts.logins().logIn(attempt, Origin.of(call));
        return Answers.json(
                200,
                JsonObject.with()
                        .text("token", grant.accessToken())
                        .whole("expires_in", parts.logins().tokens().lifeSeconds())
                        .text("refresh_token", grant.refreshToken())
                        .value("user", profiles.asFarAsKnown(grant.user()))
                        .build());
    }

    private HttpResponse byId(Call call) throws Unfit, Doubtful {
        return shown(call, parts.parties().byId(call, call.inputs().get(Self.USER)).user());
    }

    private HttpResponse byEmail(Call call) throws Unfit, Doubtful {
        return shown(call, parts.parties().byEmail(call, call.inputs().get(EMAIL)).user());
    }

    private HttpResponse shown(Call call, User user) throws Unfit, Doubtful {
        boolean whole = Self.is(call, user.id()) || Self.isStaff(call);
        return Answers.json(200, whole ? profiles.whole(user) : Profiles.party(user));
    }
}
