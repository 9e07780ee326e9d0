package io.florin.protocol.user;

/** A user and their secrets. */
public record Account(User user, UserSecrets secrets) {}
