package io.florin.edge.operation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The segments of a path, the empty ones too: {@code /a/} is not {@code /a}. */
final class PathSegments {
    private PathSegments() {}

    /** Of a path that begins with a slash; the server has seen that it is well-formed. */
    static List<String> of(String path) {
        var segments = new ArrayList<String>();
        int begin = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', begin)) {
            segments.add(decoded(path.substring(begin, slash)));
            begin = slash + 1;
        }
        segments.add(decoded(path.substring(Math.min(begin, path.length()))));
        return segments;
    }

    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
