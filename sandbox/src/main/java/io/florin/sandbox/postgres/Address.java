package io.florin.sandbox.postgres;

/** How to reach a server on 127.0.0.1. */
public record Address(int port, String user, String password) {
    static final String DATABASE = "florin";

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Without the password: addresses are printed and logged. */
    @Override
    public String toString() {
        return user + "@127.0.0.1:" + port;
    }
}
