package io.florin.edge.user;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
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
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.trail.Origin;
import io.florin.edge.user.OneTimeCodes.Delivery;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.user.UserChange;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What is proven by a code that goes to an e-mail: that it is the user's own, or that whoever
 * forgot the password may set another. Asking for a reset is answered alike whether there is such a
 * user or not.
 */
public record ProofRoutes(Accounts accounts, OneTimeCodes codes, Flows flows, IdSource ids) {
    private static final String RESET = "password_reset";
    private static final String VERIFICATION = "email_verification";

    /** So many mails somebody may get who asked for none, until the lock is over. */
    private static final int MAX_ASKS = 10;

    /** Purposes of codes that no client may ask for. */
    public static final List<String> RESERVED = List.of(RESET, VERIFICATION);

    private static final Field<String> EMAIL =
            required("email", UserTypes.EMAIL_TYPE, "Of the user who forgot the password.");
    private static final Field<String> CODE =
            required("code", UserTypes.CODE_TYPE, "As it was delivered.");
    private static final Field<String> PASSWORD =
            required("newPassword", UserTypes.NEW_PASSWORD, "8 to 256 characters.");
    private static final Field<String> PROOF =
            required("proof", LedgerTypes.ID, "The id that came when it was asked for.");

    private static final Shape PROOF_PATH = Shape.of("ProofPath", PROOF);
    private static final Shape USER_PROOF_PATH = Shape.of("UserProofPath", Self.USER, PROOF);

    private static final Shape ASKED =
            Shape.of(
                    "Proof",
                    required("id", LedgerTypes.ID, "Goes with the code."),
                    required("expiresAt", Types.TIME, "When the code ends."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/password-resets", "askPasswordReset", "Forgot the password")
                        .forThe(Access.ANYONE)
                        .limited("code")
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("NewPasswordReset", EMAIL))
                        .answers(201, "If there is such a user, a code is on its way.", ASKED)
                        .by(flows.handler(this::askReset)),
                Operation.post("/v1/password-resets/{proof}", "resetPassword", "Set a new one")
                        .forThe(Access.ANYONE)
                        .limited("login")
                        .key(Keying.OPTIONAL)
                        .path(PROOF_PATH)
                        .takes(Shape.of("PasswordReset", CODE, PASSWORD))
                        .answers(200, "Done; all logins have ended.", Shape.of("Reset"))
                        .by(flows.handler(this::reset)),
                Operation.post(
                                "/v1/users/{user}/email-verifications",
                                "askEmailVerification",
                                "Get a code to prove the e-mail with")
                        .forThe(Access.USER)
                        .limited("code")
                        .key(Keying.OPTIONAL)
                        .path(Self.USER_PATH)
                        .takes(Shape.of("NewEmailVerification"))
                        .answers(201, "A code is on its way.", ASKED)
                        .by(flows.handler(this::askVerification)),
                Operation.post(
                                "/v1/users/{user}/email-verifications/{proof}",
                                "verifyEmail",
                                "Prove the e-mail")
                        .forThe(Access.USER)
                        .key(Keying.OPTIONAL)
                        .path(USER_PROOF_PATH)
                        .takes(Shape.of("EmailVerification", CODE))
                        .answers(200, "The user.", UserJson.USER)
                        .by(flows.handler(this::verifyEmail)));
    }

    private HttpResponse askReset(Call call) throws Unfit, Doubtful {
        String email = call.body().get(EMAIL);
        var asks = new IdentitySettings.Tries(MAX_ASKS, tries().lockSeconds());
        accounts.sessions().takeTry(guard(call, "reset", email), asks);
        boolean exists = accounts.findByEmail(call.app().name(), email).isPresent();
        return asked(call, RESET, email, exists ? Delivery.UNNOTICED : Delivery.NONE);
    }

    private HttpResponse asked(Call call, String purpose, String subject, Delivery delivery)
            throws Unfit, Doubtful {
        var id = new SessionId(call.app().name(), newId(call, purpose, subject));
        var code =
                codes.issue(id, purpose, subject, codes.settings().codeSeconds(), delivery).code();
        return Answers.json(
                201,
                JsonObject.with().text("id", id.id()).time("expiresAt", code.expiresAt()).build());
    }

    private HttpResponse reset(Call call) throws Unfit, Doubtful {
        // First what may be refused for want of room: a code is used up for good.
        String hash = accounts.passwords().hash(call.body().get(PASSWORD));
        var tried = guard(call, "reset code", codes.find(proof(call)).subject());
        accounts.sessions().takeTry(tried, tries());
        var code = codes.verify(proof(call), RESET, call.key(), call.body().get(CODE));
        accounts.sessions().relent(tried);
        var account = accounts.findByEmail(call.app().name(), code.subject());
        if (account.isEmpty()) throw Unfit.of(Refusal.CODE_WRONG);
        String id = account.get().user().id();
        var origin = Origin.of(call).as("user:" + id);
        accounts.sessions().relent(Logins.guard(call.app().name(), code.subject()));
        accounts.setPassword(id, hash, origin);
        return Answers.json(200, JsonObject.EMPTY);
    }

    private HttpResponse askVerification(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        var email = accounts.require(call.app().name(), id).user().email();
        return asked(call, VERIFICATION, email, Delivery.AWAITED);
    }

    private HttpResponse verifyEmail(Call call) throws Unfit, Doubtful {
        String id = Self.only(call);
        var email = accounts.require(call.app().name(), id).user().email();
        var proof = proof(call);
        if (!codes.find(proof).subject().equals(email)) throw Unfit.of(Refusal.CODE_NOT_FOUND);
        codes.verify(proof, VERIFICATION, call.key(), call.body().get(CODE));
        var change = new UserChange.EmailVerified(email);
        var user = accounts.change(id, change, "user.email_verified", Origin.of(call));
        return Answers.json(200, UserJson.of(user, call.app()));
    }

    /** However many codes there are for somebody, the tries at all of them together are bounded. */
    private static SessionId guard(Call call, String secret, String email) {
        return SessionSteps.guard(call.app().name(), secret, email);
    }

    private IdentitySettings.Tries tries() {
        return codes.settings().loginTries();
    }

    private String newId(Call call, String purpose, String subject) {
        String key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of("proof", call.app().name(), purpose, subject, key);
        return id.toString();
    }

    private static SessionId proof(Call call) {
        return new SessionId(call.app().name(), call.inputs().get(PROOF));
    }
}
