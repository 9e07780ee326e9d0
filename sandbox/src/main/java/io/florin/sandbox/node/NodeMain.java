package io.florin.sandbox.node;

/** What runs inside a node's process: the node, and the look-out for its parent. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) {
        ParentWatch.begin();
        System.err.println("This checkout has no node yet: io.florin.node.Main is not written.");
        System.exit(1);
    }
}
