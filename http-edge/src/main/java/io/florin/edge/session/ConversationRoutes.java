package io.florin.edge.session;

import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Shape;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Types;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.operation.Operation;
import io.florin.edge.user.Self;
import io.florin.edge.user.SessionSteps;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand.Converse;
import io.florin.protocol.session.SessionCommand.Silence;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/sessions/{session}/conversation}: where a conversation with a person stands, until it
 * expires. A user has one in each of their logins; a service may use any id, a phone number say.
 */
public record ConversationRoutes(SessionSteps sessions, Flows flows) {
    private static final String PATH = "/v1/sessions/{session}/conversation";

    private static final Field<String> STATE =
            required("state", Types.text(1, Converse.MAX_STATE_CHARS), "Such as awaiting_amount.");
    private static final Field<JsonObject> DATA =
            required("data", Types.anyObject(), "The app's own; at most 16 KiB of JSON.");
    private static final Field<Long> TTL =
            required("ttlSeconds", Types.whole(1, 31_536_000), "It ends so long after this.");

    private static final Shape CONVERSATION =
            Shape.of(
                    "Conversation",
                    STATE,
                    DATA,
                    required("updatedAt", Types.TIME, "When it was set."),
                    required("expiresAt", Types.TIME, "When it ends."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get(PATH, "getConversation", "Show where it stands")
                        .forThe(Access.USER)
                        .path(SessionRoutes.SESSION_PATH)
                        .answers(200, "The conversation.", CONVERSATION)
                        .by(flows.handler(this::show)),
                Operation.put(PATH, "setConversation", "Set where it stands")
                        .forThe(Access.USER)
                        .path(SessionRoutes.SESSION_PATH)
                        .takes(Shape.of("NewConversation", STATE, DATA, TTL))
                        .answers(200, "The conversation.", CONVERSATION)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::set)),
                Operation.delete(PATH, "endConversation", "End it")
                        .forThe(Access.USER)
                        .path(SessionRoutes.SESSION_PATH)
                        .answers(200, "There is none any more.", Shape.of("NoConversation"))
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::end)));
    }

    /** The session in the path, if the caller may use it: a user's is one where they logged in. */
    private SessionId session(Call call) throws Unfit {
        var id = SessionRoutes.id(call);
        if (Self.isStaff(call)) return id;
        var view = sessions.look(id).orElseThrow(() -> Unfit.of(Refusal.SESSION_NOT_FOUND));
        if (!SessionRoutes.login(view, call).isLive()) throw Unfit.of(Refusal.SESSION_ENDED);
        return id;
    }

    private HttpResponse show(Call call) throws Unfit {
        var view = sessions.look(session(call));
        return shown(view.orElseThrow(() -> Unfit.of(Refusal.CONVERSATION_NOT_FOUND)));
    }

    private HttpResponse set(Call call) throws Unfit, Doubtful {
        var session = session(call);
        var body = call.body();
        var data = new String(JsonBytes.of(body.get(DATA)), StandardCharsets.UTF_8);
        if (data.length() > Converse.MAX_DATA_CHARS) {
            throw new Unfit(
                            Refusal.FIELD_INVALID,
                            "is longer than %d characters.".formatted(Converse.MAX_DATA_CHARS))
                    .in(DATA.name());
        }
        return shown(sessions.done(session, new Converse(body.get(STATE), data, body.get(TTL))));
    }

    private HttpResponse end(Call call) throws Unfit, Doubtful {
        sessions.done(session(call), new Silence());
        return Answers.json(200, JsonObject.EMPTY);
    }

    private static HttpResponse shown(SessionView view) throws Unfit {
        var conversation = view.conversation();
        if (conversation == null) throw Unfit.of(Refusal.CONVERSATION_NOT_FOUND);
        var data = StrictJson.parse(conversation.data().getBytes(StandardCharsets.UTF_8));
        return Answers.json(
                200,
                JsonObject.with()
                        .text("state", conversation.state())
                        .value("data", data)
                        .time("updatedAt", conversation.updatedAt())
                        .time("expiresAt", conversation.expiresAt())
                        .build());
    }
}
