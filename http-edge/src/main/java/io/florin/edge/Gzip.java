package io.florin.edge;

import java.util.Arrays;
import java.util.Locale;
import org.apache.pekko.http.javadsl.coding.Coder;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Packs answers of at least so many bytes for clients that say they can unpack them. */
record Gzip(int minBytes) {
    HttpResponse pack(HttpRequest request, HttpResponse response) {
        if (!(response.entity() instanceof HttpEntity.Strict strict)
                || strict.getData().size() < minBytes) {
            return response;
        }
        var vary = response.addHeader(RawHeader.create("Vary", "Accept-Encoding"));
        return isAccepted(request) ? Coder.Gzip.encodeMessage(vary) : vary;
    }

    private static boolean isAccepted(HttpRequest request) {
        return request.getHeader("Accept-Encoding")
                .map(header -> Arrays.stream(header.value().split(",", -1)))
                .map(codings -> codings.map(Gzip::compact).anyMatch(Gzip::isGzip))
                .orElse(false);
    }

    private static String compact(String coding) {
        return coding.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isGzip(String coding) {
        return coding.equals("gzip")
                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }
}
