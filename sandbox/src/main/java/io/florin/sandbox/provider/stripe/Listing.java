package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.ObjectStore;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lists with cursors, and searches by query, newest first. */
record Listing(ObjectStore store) {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 10;
    private static final Set<String> NO_FILTERS =
            Set.of("limit", "starting_after", "ending_before", "expand", "created", "types");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(?:metadata\\[['\"]([^'\"]+)['\"]\\]|(\\w+)):"
                            + "\\s*(?:['\"]([^'\"]*)['\"]|(\\d+))");

    ObjectNode list(String kind, String url, Params params) {
        var limit = limit(params);
        var newest = store.select(kind, filter(params.form()), Integer.MAX_VALUE);
        var from = params.text("starting_after").map(id -> 1 + indexOf(newest, kind, id)).orElse(0);
        var page = newest.subList(from, Math.min(newest.size(), from + limit));
        var list = Json.object().put("object", "list").put("url", url);
        list.set("data", Json.array(page));
        return list.put("has_more", from + limit < newest.size());
    }

    /** {@code metadata['job']:'7' AND status:'succeeded'}; only equality, joined by AND. */
    ObjectNode search(String kind, String url, Params params) {
        var query = params.text("query").orElseThrow(() -> StripeErrors.missing("query"));
        var limit = limit(params);
        var found = store.select(kind, matches(query), limit + 1);
        var page = found.subList(0, Math.min(found.size(), limit));
        var result = Json.object().put("object", "search_result").put("url", url);
        result.set("data", Json.array(page));
        return result.put("has_more", found.size() > limit).putNull("next_page");
    }

    private static int limit(Params params) {
        var limit = params.amount("limit").orElse((long) LIMIT_DEFAULT);
        if (limit <= LIMIT_MAX) return limit.intValue();
        throw StripeErrors.invalid("parameter_invalid", "limit", "limit is at most 100.");
    }

    private static int indexOf(List<ObjectNode> objects, String kind, String id) {
        for (var i = 0; i < objects.size(); i++) {
            if (objects.get(i).path("id").asText().equals(id)) return i;
        }
        throw StripeErrors.unknown(kind, id);
    }

    /** A parameter that is no cursor is a field to be equal to. */
    private static Predicate<ObjectNode> filter(ObjectNode form) {
        return object -> {
            for (var parameter : form.properties()) {
                var name = parameter.getKey();
                if (name.equals("created")) {
                    if (!isCreatedIn(object, parameter.getValue())) return false;
                } else if (!NO_FILTERS.contains(name)
                        && !object.path(name).asText().equals(parameter.getValue().asText())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean isCreatedIn(ObjectNode object, JsonNode range) {
        var created = object.path("created").asLong();
        return created >= range.path("gte").asLong(0)
                && created > range.path("gt").asLong(-1)
                && created <= range.path("lte").asLong(Long.MAX_VALUE)
                && created < range.path("lt").asLong(Long.MAX_VALUE);
    }

    private static Predicate<ObjectNode> matches(String query) {
        var clauses = CLAUSE.matcher(query).results().toList();
        if (clauses.isEmpty()) {
            throw StripeErrors.invalid("", "query", "The query cannot be read: " + query);
        }
        return object ->
                clauses.stream()
                        .allMatch(clause -> {
                            var value = clause.group(3) == null ? clause.group(4) : clause.group(3);
                            var field =
                                    clause.group(1) == null
                                            ? object.path(clause.group(2))
                                            : object.path("metadata").path(clause.group(1));
                            return field.asText().equals(value);
                        });
    }
}
