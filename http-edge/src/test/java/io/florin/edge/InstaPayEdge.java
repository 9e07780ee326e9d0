package io.florin.edge;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.protocol.money.Asset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The edge with the app's real file, wallets that move money, and Ann and Bob registered, whose
 * tokens are their ids. In texts, $ann and $bob stand for those.
 */
final class InstaPayEdge {
    static final Asset EGP = new Asset("EGP");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    final TestEdge edge = new TestEdge(Map.of("apps-folder", "../apps"));
    final FakeBank bank = new FakeBank(edge.wallets, EGP);
    final String ann = register("ann");
    final String bob = register("bob");

    String register(String name) {
        return text(call("anonymous", "POST", "users/register", registration(name)), "id");
    }

    static String registration(String name) {
        return "{\"username\":\"%1$s\",\"email\":\"%1$s@a.eg\",\"password\":\"a-good-password\"}"
                .formatted(name);
    }

    TestEdge.Reply call(String who, String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add(credential(who));
        return edge.send(
                method, "/instapay/api/" + named(path), named(body), all.toArray(String[]::new));
    }

    private String credential(String who) {
        return switch (who) {
            case "ann" -> TestEdge.user(ann);
            case "bob" -> TestEdge.user(bob);
            default -> Script.credential(who);
        };
    }

    private String named(String text) {
        return text.contains("$") ? text.replace("$ann", ann).replace("$bob", bob) : text;
    }

    /** Ids that are nobody's are shown as {@code #}. */
    String shown(TestEdge.Reply reply) {
        String line = reply.line().replace(ann, "$ann").replace(bob, "$bob");
        return ID.matcher(line).replaceAll("#");
    }

    static String text(TestEdge.Reply reply, String member) {
        if (json(reply).get(member) instanceof Text(var text)) return text;
        throw new AssertionError(member + " is missing: " + reply.line());
    }

    static JsonObject json(TestEdge.Reply reply) {
        try {
            return StrictJson.parse(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (Unfit e) {
            throw new AssertionError(reply.line(), e);
        }
    }
}
