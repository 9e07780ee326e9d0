package io.florin.persistence;

public final class Zz {
    private Zz() {}

    public static int one() {
        return 1;
    }
}
