package io.florin.edge.session;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Words;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.trail.Origin;
import io.florin.edge.user.Logins;
import io.florin.edge.user.Logins.Grant;
import io.florin.edge.user.Self;
import io.florin.edge.user.SessionSteps;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView;
import io.florin.protocol.session.SessionView.Login;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/sessions}: log in, get the next tokens, show, log out. Answers that hold tokens are
 * never stored, so these calls take no Idempotency-Key: whoever lost an answer logs in again.
 */
public record SessionRoutes(Logins logins, SessionSteps sessions, Flows flows) {
    static final Field<String> SESSION = required("session", LedgerTypes.ID, "The session's id.");
    static final Shape SESSION_PATH = Shape.of("SessionPath", SESSION);

    private static final Field<String> EMAIL =
            required("email", UserTypes.EMAIL_TYPE, "The user's e-mail.");
    private static final Field<String> PASSWORD =
            required("password", UserTypes.PASSWORD, "The user's password.");
    private static final Field<String> OTP =
            optional("otp", UserTypes.CODE_TYPE, "The second factor's code, if there is one.");
    private static final Field<String> REFRESH_TOKEN =
            required("refreshToken", Types.text(1, 512), "The newest one.");

    private static final Shape TOKENS =
            Shape.of(
                    "Tokens",
                    required("sessionId", LedgerTypes.ID, "The session."),
                    required("accessToken", Types.text(1, 4_096), "Goes as Bearer …."),
                    required("expiresIn", Types.whole(1, 86_400), "Seconds."),
                    required("refreshToken", Types.text(1, 512), "Good for the next pair, once."));

    private static final Shape SHOWN =
            Shape.of(
                    "Session",
                    required("id", LedgerTypes.ID, "The session."),
                    required("user", LedgerTypes.ID, "Who logged in."),
                    required("createdAt", Types.TIME, "When."),
                    required("refreshedAt", Types.TIME, "When tokens were given last."),
                    required("expiresAt", Types.TIME, "When it ends unless it is refreshed."),
                    optional("endedAt", Types.TIME, "When it ended."),
                    optional("reason", Words.type(EndReason.values()), "Why, if not by time."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/sessions", "logIn", "Log in")
                        .forThe(Access.ANYONE)
                        .limited("login")
                        .takes(Shape.of("NewSession", EMAIL, PASSWORD, OTP))
                        .answers(201, "The first pair of tokens.", TOKENS)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::logIn)),
                Operation.post("/v1/sessions/refresh", "refreshSession", "Get the next tokens")
                        .forThe(Access.ANYONE)
                        .limited("refresh")
                        .takes(Shape.of("SessionRefresh", REFRESH_TOKEN))
                        .answers(200, "The next pair; the old one is used up.", TOKENS)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::refresh)),
                Operation.get("/v1/sessions/{session}", "getSession", "Show a login")
                        .forThe(Access.USER)
                        .path(SESSION_PATH)
                        .answers(200, "The login as it is.", SHOWN)
                        .by(flows.handler(this::show)),
                Operation.delete("/v1/sessions/{session}", "endSession", "Log out")
                        .forThe(Access.USER)
                        .path(SESSION_PATH)
                        .answers(200, "The login, ended.", SHOWN)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::end)));
    }

    private HttpResponse logIn(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var attempt = new Logins.Attempt(body.get(EMAIL), body.get(PASSWORD), body.find(OTP));
        return tokens(201, logins.logIn(attempt, Origin.of(call)));
    }

    private HttpResponse refresh(Call call) throws Unfit, Doubtful {
        return tokens(200, logins.refresh(call.body().get(REFRESH_TOKEN), Origin.of(call)));
    }

    private HttpResponse tokens(int status, Grant grant) {
        return Answers.json(
                status,
                JsonObject.with()
                        .text("sessionId", grant.session())
                        .text("accessToken", grant.accessToken())
                        .whole("expiresIn", logins.tokens().lifeSeconds())
                        .text("refreshToken", grant.refreshToken())
                        .build());
    }

    private HttpResponse show(Call call) throws Unfit {
        return shown(sessions.look(id(call)).orElseThrow(() -> notFound()), call);
    }

    private HttpResponse end(Call call) throws Unfit, Doubtful {
        var session = id(call);
        var login = login(sessions.look(session).orElseThrow(() -> notFound()), call);
        var reason = Self.is(call, login.user()) ? EndReason.LOGGED_OUT : EndReason.REVOKED;
        return shown(logins.end(session, reason, Origin.of(call)), call);
    }

    static SessionId id(Call call) {
        return new SessionId(call.app().name(), call.inputs().get(SESSION));
    }

    /** The login, if it is the caller's or the caller is staff. */
    static Login login(SessionView view, Call call) throws Unfit {
        var login = view.login();
        if (login == null) throw notFound();
        if (Self.is(call, login.user()) || Self.isStaff(call)) return login;
        throw new Unfit(Refusal.FORBIDDEN, "This is another user's session.");
    }

    private static Unfit notFound() {
        return Unfit.of(Refusal.SESSION_NOT_FOUND);
    }

    private static HttpResponse shown(SessionView view, Call call) throws Unfit {
        var login = login(view, call);
        var reason = login.reason();
        return Answers.json(
                200,
                JsonObject.with()
                        .text("id", view.id().id())
                        .text("user", login.user())
                        .time("createdAt", login.createdAt())
                        .time("refreshedAt", login.refreshedAt())
                        .time("expiresAt", login.expiresAt())
                        .time("endedAt", login.endedAt())
                        .text("reason", reason == null ? null : Words.of(reason))
                        .build());
    }
}
