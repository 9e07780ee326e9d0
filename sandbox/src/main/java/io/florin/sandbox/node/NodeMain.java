package io.florin.sandbox.node;

import io.florin.node.Main;

/** What runs inside a node's process: the node, and the look-out for its parent. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) {
        ParentWatch.begin();
        Main.main(arguments);
    }
}
