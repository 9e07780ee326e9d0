package io.florin.protocol.codec;

/**
 * A manifest that this release does not know: most likely written by a newer one. The entity that
 * meets it must stop, for what it cannot read it cannot apply.
 */
public final class UnknownManifest extends RuntimeException {
    public UnknownManifest(String vocabulary, String manifest) {
        super(
                ("This release knows no %s with the manifest '%s';"
                                + " a newer release may have written it.")
                        .formatted(vocabulary, manifest));
    }
}
