package io.florin.edge.openapi;

import io.florin.edge.json.Field;
import io.florin.edge.json.Shape;
import io.florin.edge.operation.Audit;
import io.florin.edge.operation.Keying;
import io.florin.edge.operation.Operation;
import io.florin.edge.operation.Outcome;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page for people: every call, every field, every refusal. */
public final class Manual {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Florin: the calls</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
                   padding: 0 1rem; color: #222; background: #fff; }
            code, h3 { font-family: ui-monospace, monospace; }
            h3 { margin: 2.5rem 0 0; font-size: 1rem; }
            table { border-collapse: collapse; margin: .5rem 0; }
            td { border-top: 1px solid #ddd; padding: .2rem .8rem .2rem 0; vertical-align: top; }
            caption { text-align: left; color: #666; }
            </style>
            </head>
            <body>
            <h1>Florin: the calls</h1>
            <p>Amounts are whole numbers of an asset's minor units. Times are RFC 3339 in UTC.
            A request repeated under its <code>Idempotency-Key</code> or <code>id</code> has one
            effect and one answer. A user sends the access token of a session as
            <code>Authorization: Bearer …</code>, a service or the operator a key as
            <code>X-Api-Key</code>. The same for programs: <a href="/openapi.json">openapi.json</a>.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private Manual() {}

    public static String page(List<Operation> operations) {
        return new Manual().write(operations);
    }

    private String write(List<Operation> operations) {
        page.append("<h2>Calls</h2>\n");
        operations.forEach(this::operation);
        page.append("<h2>Refusals</h2>\n<table>\n");
        var codes = new LinkedHashMap<String, Refusal>();
        for (var refusal : Refusal.values()) codes.putIfAbsent(refusal.code(), refusal);
        codes.forEach(this::refusal);
        return page.append("</table>\n</body>\n</html>\n").toString();
    }

    private void operation(Operation operation) {
        page.append("<h3 id=\"%s\">".formatted(operation.name()))
                .append(operation.method())
                .append(' ')
                .append(escaped(operation.template()))
                .append("</h3>\n<p>%s.".formatted(escaped(operation.summary())))
                .append(" For %s.".formatted(escaped(operation.access().who())))
                .append(keying(operation.keying()))
                .append(pin(operation))
                .append(recorded(operation.audit()))
                .append(limited(operation.limitedBy()))
                .append(raw(operation.rawBytes()))
                .append("\n");
        fields("In the path", operation.path());
        fields("In the query", operation.query());
        fields("In the body", operation.body());
        operation.outcomes().forEach(this::outcome);
    }

    private static String recorded(@Nullable Audit audit) {
        return audit == null ? "" : " Recorded as <code>%s</code>.".formatted(audit.kind());
    }

    private static String limited(@Nullable String rule) {
        return rule == null ? "" : " Limited by the rule <code>%s</code>.".formatted(escaped(rule));
    }

    private static String raw(int bytes) {
        return bytes == 0 ? "" : " The body is taken as it is, up to %d bytes.".formatted(bytes);
    }

    private static String pin(Operation operation) {
        return operation.pin() == null
                ? ""
                : " Asks a user for the PIN as <code>%s</code>, if the app has a rule for it."
                        .formatted(Operation.PIN_HEADER);
    }

    private static String keying(Keying keying) {
        return switch (keying) {
            case NONE -> "";
            case OPTIONAL -> " Takes an <code>Idempotency-Key</code>.";
            case REQUIRED -> " Needs an <code>Idempotency-Key</code>.";
            case KEY_OR_ID -> " Needs an <code>Idempotency-Key</code> or an <code>id</code>.";
        };
    }

    private void outcome(Outcome outcome) {
        page.append("<p><b>%d</b> %s\n".formatted(outcome.status(), escaped(outcome.sentence())));
        fields("Answers", outcome.body());
    }

    private void fields(String caption, @Nullable Shape shape) {
        if (shape == null || shape.fields().isEmpty()) return;
        page.append("<table><caption>%s</caption>\n".formatted(caption));
        shape.fields().values().forEach(this::field);
        page.append("</table>\n");
    }

    private void field(Field<?> field) {
        page.append("<tr><td><code>%s</code>".formatted(escaped(field.name())))
                .append(field.required() ? "" : "?")
                .append("<td>%s\n".formatted(escaped(field.sentence())));
    }

    private void refusal(String code, Refusal refusal) {
        page.append("<tr id=\"%s\"><td><code>%s</code>".formatted(code, code))
                .append("<td>%d".formatted(Problems.status(refusal.kind())))
                .append("<td>%s\n".formatted(escaped(refusal.sentence())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
