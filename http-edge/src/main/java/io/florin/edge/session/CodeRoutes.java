package io.florin.edge.session;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.Caller;
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
import io.florin.edge.user.Accounts;
import io.florin.edge.user.OneTimeCodes;
import io.florin.edge.user.OneTimeCodes.Delivery;
import io.florin.edge.user.OneTimeCodes.Issued;
import io.florin.edge.user.ProofRoutes;
import io.florin.edge.user.Self;
import io.florin.edge.user.UserTypes;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionId;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/otps}: one-time codes for whatever an app wants confirmed. A service may have one
 * delivered to any subject, a user only to their own e-mail.
 */
public record CodeRoutes(OneTimeCodes codes, Accounts accounts, Flows flows, IdSource ids) {
    private static final long MAX_TTL_SECONDS = 86_400;

    private static final Field<String> PURPOSE =
            required("purpose", LedgerTypes.ID, "What it is for, in the app's own words.");
    private static final Field<String> SUBJECT =
            required(
                    "subject",
                    Types.text(1, IssueCode.MAX_SUBJECT_CHARS),
                    "Who gets it: an e-mail, a phone number.");
    private static final Field<Long> TTL =
            optional("ttlSeconds", Types.whole(1, MAX_TTL_SECONDS), "It ends so long after now.");
    private static final Field<String> CODE =
            required("code", UserTypes.CODE_TYPE, "As it was delivered.");
    private static final Field<String> OTP = required("otp", LedgerTypes.ID, "The id of the code.");

    private static final Shape ISSUED =
            Shape.of(
                    "Otp",
                    required("id", LedgerTypes.ID, "Goes with the code."),
                    required("purpose", LedgerTypes.ID, "What it is for."),
                    required("expiresAt", Types.TIME, "When it ends."),
                    optional("verifiedAt", Types.TIME, "When the right code came."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/otps", "issueOtp", "Have a one-time code delivered")
                        .forThe(Access.USER)
                        .limited("code")
                        .key(Keying.OPTIONAL)
                        .takes(Shape.of("NewOtp", PURPOSE, SUBJECT, TTL))
                        .answers(201, "It is on its way.", ISSUED)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::issue)),
                Operation.post("/v1/otps/{otp}/verify", "verifyOtp", "Use a one-time code")
                        .forThe(Access.USER)
                        .key(Keying.OPTIONAL)
                        .path(Shape.of("OtpPath", OTP))
                        .takes(Shape.of("OtpVerification", CODE))
                        .answers(200, "It was right, once.", ISSUED)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::verify)));
    }

    private HttpResponse issue(Call call) throws Unfit, Doubtful {
        var body = call.body();
        String purpose = body.get(PURPOSE);
        if (ProofRoutes.RESERVED.contains(purpose)) {
            throw new Unfit(Refusal.FIELD_INVALID, "is a purpose of Florin's own.")
                    .in(PURPOSE.name());
        }
        requireOwn(call, body.get(SUBJECT));
        var id = new SessionId(call.app().name(), newId(call));
        long ttl = body.or(TTL, (long) codes.settings().codeSeconds());
        var issued = codes.issue(id, purpose, body.get(SUBJECT), ttl, Delivery.AWAITED);
        return shown(201, id, issued);
    }

    private String newId(Call call) {
        String key = call.key();
        var id =
                key == null
                        ? ids.next()
                        : DerivedId.of("otp", call.app().name(), call.caller().name(), key);
        return id.toString();
    }

    private HttpResponse verify(Call call) throws Unfit, Doubtful {
        var id = new SessionId(call.app().name(), call.inputs().get(OTP));
        var found = codes.find(id);
        if (ProofRoutes.RESERVED.contains(found.purpose())) throw Unfit.of(Refusal.CODE_NOT_FOUND);
        requireOwn(call, found.subject());
        return shown(200, id, codes.verify(id, call.key(), call.body().get(CODE)));
    }

    private void requireOwn(Call call, String subject) throws Unfit {
        if (Self.isStaff(call) || !(call.caller() instanceof Caller.User user)) return;
        var account = accounts.require(call.app().name(), user.id());
        if (account.user().email().equals(subject)) return;
        throw new Unfit(Refusal.FORBIDDEN, "A user has codes delivered to their own e-mail only.");
    }

    private static HttpResponse shown(int status, SessionId id, Issued issued) {
        var code = issued.code();
        var response =
                Answers.json(
                        status,
                        JsonObject.with()
                                .text("id", id.id())
                                .text("purpose", code.purpose())
                                .time("expiresAt", code.expiresAt())
                                .time("verifiedAt", status == 201 ? null : code.usedAt())
                                .build());
        return issued.replayed() ? response.addHeader(Answers.REPLAYED) : response;
    }
}
