package io.florin.node.management;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.Unfit;
import io.florin.protocol.logging.LoggerSetting;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /florin/log-levels}: this node's loggers that have a level of their own. */
record LogLevelsView(ChangedLevels levels) implements View {
    @Override
    public CompletionStage<HttpResponse> show(Look look) throws Unfit {
        look.takes(0);
        var items = levels.settings().stream().map(LogLevelsView::json).toList();
        return ManagementViews.json(JsonObject.with().value("items", new Items(items)).build());
    }

    private static JsonObject json(LoggerSetting setting) {
        var configured = setting.configured();
        return JsonObject.with()
                .text("logger", setting.logger())
                .text("level", ShardsView.word(setting.level()))
                .text("configured", configured == null ? null : ShardsView.word(configured))
                .time("until", setting.until())
                .build();
    }
}
