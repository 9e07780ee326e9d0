package io.florin.edge.wallet;

import java.util.Arrays;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** A wallet's version as an ETag: weak, for the same bytes can travel gzipped. */
record EntityTag(String text) {
    static EntityTag of(long version) {
        return new EntityTag("W/\"" + version + "\"");
    }

    /** The response under this tag, or 304 if the client says that it has it. */
    HttpResponse conditional(HttpRequest request, HttpResponse response) {
        boolean known =
                request.getHeader("If-None-Match")
                        .map(header -> names(header.value()))
                        .orElse(false);
        var answer = known ? HttpResponse.create().withStatus(304) : response;
        return answer.addHeader(RawHeader.create("ETag", text));
    }

    private boolean names(String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(text));
    }
}
