package io.florin.node.outbound;

/**
 * Which addresses may be told besides public ones.
 *
 * @param loopback this machine, without TLS, too: for trying it out
 * @param privates of a company's own network
 */
public record Reach(boolean loopback, boolean privates) {
    public static final Reach PUBLIC = new Reach(false, false);
}
