package io.florin.edge.ledger;

import static io.florin.edge.json.Field.optional;
import static io.florin.edge.json.Field.required;

import io.florin.edge.answer.Answers;
import io.florin.edge.caller.Access;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Shape;
import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.ledger.LedgerCheck;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/ledger/check}: does everything add up? */
public record LedgerCheckRoutes(Ledger ledger, Answers answers) {
    private static final int MAX_ASSETS = 10_000;
    private static final int MAX_DIFFERENCES = 10_000;
    private static final int MAX_SENTENCE_CHARS = 10_000;
    private static final Type<Long> SUM = Types.whole(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final Shape ASSET_SUM =
            Shape.of(
                    "AssetSum",
                    required("asset", LedgerTypes.ASSET, "The asset."),
                    required("sum", SUM, "Over all wallets and system accounts: 0."),
                    required("inFlight", SUM, "In transit between two wallets."));

    private static final Shape CHECK =
            Shape.of(
                    "LedgerCheck",
                    required("ok", Types.FLAG, "true: everything adds up."),
                    required(
                            "assets",
                            Types.list(Types.object(ASSET_SUM), 0, MAX_ASSETS),
                            "By asset."),
                    required("projectionLagMillis", SUM, "How far the read side is behind."),
                    optional(
                            "differences",
                            Types.list(Types.text(1, MAX_SENTENCE_CHARS), 1, MAX_DIFFERENCES),
                            "What is off, the first first."));

    public List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/v1/ledger/check", "checkLedger", "Check that everything adds up")
                        .forThe(Access.OPERATOR)
                        .answers(200, "What was found at one cut of the journal.", CHECK)
                        .by(this::check));
    }

    private CompletionStage<HttpResponse> check(Call call) {
        return answers.read(ledger.check(), check -> Answers.json(200, json(check)));
    }

    private static JsonObject json(LedgerCheck check) {
        var assets =
                check.assets().stream()
                        .map(asset ->
                                JsonObject.with()
                                        .text("asset", asset.asset().code())
                                        .whole("sum", asset.sum())
                                        .whole("inFlight", asset.inFlight())
                                        .build())
                        .toList();
        var object =
                JsonObject.with()
                        .flag("ok", check.ok())
                        .value("assets", new Items(assets))
                        .whole("projectionLagMillis", check.projectionLagMillis());
        if (!check.differences().isEmpty()) object.texts("differences", check.differences());
        return object.build();
    }
}
