package io.florin.edge.user;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.answer.Paging;
import io.florin.edge.caller.Access;
import io.florin.edge.caller.App;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.identity.IdSource;
import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
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
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /v1/users}: register, show, list; what an operator grants and blocks. */
public record UserRoutes(Accounts accounts, Logins logins, Flows flows, IdSource ids) {
    /** The tier of a new user where the app names none. */
    private static final String FIRST_TIER = "default";

    private static final Field<String> USERNAME =
            required("username", UserTypes.USERNAME_TYPE, "Unique in the app; case is ignored.");
    private static final Field<String> EMAIL =
            required("email", UserTypes.EMAIL_TYPE, "Unique in the app; case is ignored.");
    private static final Field<String> PASSWORD =
            required("password", UserTypes.NEW_PASSWORD, "8 to 256 characters.");
    private static final Shape NEW_USER = Shape.of("NewUser", USERNAME, EMAIL, PASSWORD);

    private static final Field<List<String>> ROLES =
            optional("roles", UserJson.ROLES, "All roles of the user from now on.");
    private static final Field<String> TIER = optional("tier", UserJson.TIER, "Another tier.");
    private static final Field<Boolean> BLOCKED =
            optional("blocked", Types.FLAG, "true: all logins end, and none begins.");
    private static final Shape CHANGE =
            Shape.of("UserChange", ROLES, TIER, BLOCKED).atLeastOneOf(ROLES, TIER, BLOCKED);

    private static final Shape USERS =
            Shape.of(
                    "Users",
                    required(
                            "items",
                            Types.list(Types.object(UserJson.USER), 0, EntryFilter.MAX_LIMIT),
                            "In the order in which they registered."),
                    Paging.NEXT_CURSOR);

    private static final Shape ENDED =
            Shape.of("EndedSessions", required("ended", Types.whole(0, 1_000), "How many."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.post("/v1/users", "registerUser", "Register a user")
                        .forThe(Access.ANYONE)
                        .limited("register")
                        .key(Keying.OPTIONAL)
                        .takes(NEW_USER)
                        .answers(201, "The user.", UserJson.USER)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::register)),
                Operation.get("/v1/users", "listUsers", "List the app's users")
                        .forThe(Access.OPERATOR)
                        .query(Shape.of("UsersQuery", Paging.LIMIT, Paging.CURSOR))
                        .answers(200, "A page of users.", USERS)
                        .by(flows.handler(this::list)),
                Operation.get("/v1/users/{user}", "getUser", "Show a user")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .answers(200, "The user.", UserJson.USER)
                        .by(flows.handler(this::show)),
                Operation.patch("/v1/users/{user}", "changeUser", "Grant roles, a tier, or block")
                        .forThe(Access.OPERATOR)
                        .path(Self.USER_PATH)
                        .takes(CHANGE)
                        .answers(200, "The user after the change.", UserJson.USER)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::change)),
                Operation.delete("/v1/users/{user}/sessions", "endSessions", "End all logins")
                        .forThe(Access.USER)
                        .path(Self.USER_PATH)
                        .answers(200, "How many were ended.", ENDED)
                        .answers(202, "Not known in time.", Answers.PENDING)
                        .by(flows.handler(this::endSessions)));
    }

    private HttpResponse register(Call call) throws Unfit, Doubtful {
        var body = call.body();
        var wanted =
                new Accounts.Registration(
                        newId(call), body.get(USERNAME), body.get(EMAIL), body.get(PASSWORD));
        var registered = accounts.register(wanted, firstTier(call.app()), Origin.of(call));
        var response =
                Answers.json(
                                201,
                                UserJson.of(
                                        asRegistered(registered.user(), call.app()), call.app()))
                        .addHeader(
                                RawHeader.create(
                                        "Location", "/v1/users/" + registered.user().id()));
        return registered.replayed() ? response.addHeader(Answers.REPLAYED) : response;
    }

    /** What a repeat is told, too, whatever the user has become since. */
    private static User asRegistered(User user, App app) {
        return new User(
                user.app(),
                user.id(),
                user.username(),
                user.email(),
                false,
                false,
                Set.of(),
                firstTier(app),
                user.createdAt(),
                1);
    }

    /** The tier of a new user: the app's first, or one of a name that says nothing. */
    public static String firstTier(App app) {
        String own = app.rules().defaultTier();
        return own == null ? FIRST_TIER : own;
    }

    /** A retry under the same key is the same user, through whichever edge it comes. */
    private String newId(Call call) {
        String key = call.key();
        var id = key == null ? ids.next() : DerivedId.of("user", call.app().name(), key);
        return id.toString();
    }

    private HttpResponse list(Call call) throws Unfit {
        var query = call.inputs();
        int limit = Paging.limit(query);
        var users = accounts.users();
        var page =
                flows.read(
                        Paging.page(() ->
                                users.list(call.app().name(), query.find(Paging.CURSOR), limit)));
        return Answers.json(
                200,
                JsonObject.with()
                        .value(
                                "items",
                                new Items(
                                        page.items().stream()
                                                .map(user -> UserJson.of(user, call.app()))
                                                .toList()))
                        .text("nextCursor", page.nextCursor())
                        .build());
    }

    private HttpResponse show(Call call) throws Unfit {
        String id = Self.orStaff(call);
        return Answers.json(
                200, UserJson.of(accounts.require(call.app().name(), id).user(), call.app()));
    }

    private HttpResponse change(Call call) throws Unfit, Doubtful {
        String id = call.inputs().get(Self.USER);
        var origin = Origin.of(call);
        var body = call.body();
        var user = accounts.require(call.app().name(), id).user();
        if (body.has(ROLES)) {
            var roles = call.app().rules().roles().with(roles(call, body.get(ROLES)));
            var change = new UserChange.Roles(roles);
            boolean takesSome = !change.roles().containsAll(user.roles());
            user = accounts.change(id, change, "user.roles_changed", origin);
            if (takesSome) accounts.endKnownSessions(id, EndReason.REVOKED, origin);
        }
        if (body.has(TIER)) {
            var tier = new UserChange.Tier(body.get(TIER));
            user = accounts.change(id, tier, "user.tier_changed", origin);
        }
        if (body.has(BLOCKED)) {
            boolean blocked = body.get(BLOCKED);
            String kind = blocked ? "user.blocked" : "user.unblocked";
            user = accounts.change(id, new UserChange.Blocked(blocked), kind, origin);
            if (blocked) accounts.endKnownSessions(id, EndReason.REVOKED, origin);
        }
        return Answers.json(200, UserJson.of(user, call.app()));
    }

    /**
     * An app that says which roles there are has no others; and a key of less than everything makes
     * nobody an operator.
     */
    private static Set<String> roles(Call call, List<String> wanted) throws Unfit {
        var rules = call.app().rules().roles();
        if (!call.identity().scopes().isEmpty()
                && wanted.stream().anyMatch(rules.operators()::contains)) {
            throw new Unfit(Refusal.FORBIDDEN, "A key with scopes makes nobody an operator.");
        }
        var known = rules.granted();
        for (String role : wanted) {
            if (known.isEmpty() || known.contains(role)) continue;
            throw new Unfit(
                            Refusal.FIELD_INVALID,
                            "has %s; the app has the roles %s."
                                    .formatted(role, String.join(", ", new TreeSet<>(known))))
                    .in(ROLES.name());
        }
        return new HashSet<>(wanted);
    }

    private HttpResponse endSessions(Call call) throws Unfit, Doubtful {
        String id = Self.orStaff(call);
        var reason = Self.is(call, id) ? EndReason.LOGGED_OUT : EndReason.REVOKED;
        int ended = logins.endAll(id, reason, Origin.of(call));
        return Answers.json(200, JsonObject.with().whole("ended", ended).build());
    }
}
