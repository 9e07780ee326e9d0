package io.florin.benchmark.edge;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Users with passwords, registered and logged in through the edge. */
record People(Visitor visitor) {
    static final String PASSWORD = "correct horse battery staple";

    /** Somebody who can log in. */
    record Person(String id, String email) {}

    List<Person> register(int count) {
        return IntStream.range(0, count).mapToObj(this::registered).toList();
    }

    private Person registered(int number) {
        String name = "person" + number;
        String email = name + "@example.com";
        var user =
                visitor.create(
                        "/v1/users",
                        Map.of("username", name, "email", email, "password", PASSWORD));
        return new Person(user.get("id").textValue(), email);
    }

    /** The access token. */
    String logIn(Person person) {
        var body = Map.of("email", person.email(), "password", PASSWORD);
        return visitor.create("/v1/sessions", body).get("accessToken").textValue();
    }

    /** The text of a new stored key of a service. */
    String makeKey() {
        return visitor.create(
                        "/v1/api-keys",
                        Map.of("name", "reader", "role", "service"),
                        "X-Api-Key",
                        EdgeNode.OPERATOR_KEY)
                .get("key")
                .textValue();
    }
}
